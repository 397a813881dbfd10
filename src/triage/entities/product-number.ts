/**
 * Source of a lookahead that refuses the number of a product where a number would begin: the 365 of "Microsoft 365 120 €" is no
 * thousands, the 2 of "Visio Plan 2 licences" counts nothing.
 */
export const NO_PRODUCT_NUMBER = String.raw`(?!(?<=(?<!\p{L})(?:microsoft|office|windows|dynamics|ms|m)\s)365(?!\d)|(?<=(?<!\p{L})plan\s)\d(?!\d))`
