import { HostConfig } from 'adaptivecards'

const text = (name: string) => ({ default: `var(--${name})`, subtle: `var(--${name === 'text' ? 'text-soft' : name})` })

const foregroundColors = {
	default: text('text'),
	accent: text('accent'),
	good: text('good'),
	warning: text('warning'),
	attention: text('attention'),
	light: text('text-soft'),
	dark: text('text'),
}

const surface = (name: string) => ({ backgroundColor: `var(--${name})`, foregroundColors })

/** How cards look: the sizes are pixels, the colours are the variables of widget.css, so that cards follow light and dark. */
export function createCardConfig(): HostConfig {
	return new HostConfig({
		supportsInteractivity: true,
		fontFamily: 'inherit',
		fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
		fontWeights: { lighter: 400, default: 400, bolder: 600 },
		lineHeights: { small: 18, default: 22, medium: 23, large: 25, extraLarge: 29 },
		spacing: { small: 4, default: 10, medium: 16, large: 20, extraLarge: 28, padding: 16 },
		separator: { lineThickness: 1, lineColor: 'var(--line)' },
		imageSizes: { small: 40, medium: 72, large: 140 },
		containerStyles: {
			default: surface('card'),
			emphasis: surface('card-emphasis'),
			accent: surface('accent-surface'),
			good: surface('good-surface'),
			warning: surface('warning-surface'),
			attention: surface('attention-surface'),
		},
		actions: {
			maxActions: 12,
			spacing: 'medium',
			buttonSpacing: 8,
			showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
			actionsOrientation: 'horizontal',
			actionAlignment: 'left',
			allowTitleToWrap: true,
			iconPlacement: 'leftOfTitle',
			iconSize: 18,
		},
		adaptiveCard: { allowCustomStyle: false },
		textStyles: { heading: { size: 'medium', weight: 'bolder', color: 'default' } },
		textBlock: { headingLevel: 3 },
		factSet: {
			title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 150 },
			value: { color: 'default', size: 'default', weight: 'default', wrap: true },
			spacing: 16,
		},
		inputs: {
			label: {
				inputSpacing: 'small',
				requiredInputs: { weight: 'bolder', size: 'small', suffix: ' *', suffixColor: 'attention' },
				optionalInputs: { weight: 'bolder', size: 'small' },
			},
			errorMessage: { weight: 'default', size: 'small', color: 'attention' },
		},
		table: { cellSpacing: 8 },
	})
}
