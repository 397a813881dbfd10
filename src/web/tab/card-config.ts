import { HostConfig } from 'adaptivecards'

const color = (name: string, subtle = name) => ({ default: `var(--${name})`, subtle: `var(--${subtle})` })

const foregroundColors = {
	default: color('text', 'text-soft'),
	dark: color('text', 'text-soft'),
	light: color('text-soft', 'text-faint'),
	accent: color('accent-text'),
	good: color('good'),
	warning: color('warning'),
	attention: color('danger'),
}

const surface = (name: string) => ({ backgroundColor: `var(--${name})`, foregroundColors })

/** How cards look in the tab: sizes in pixels, colours from the variables of theme.css, so that cards follow Teams' theme. */
export function createCardConfig(): HostConfig {
	return new HostConfig({
		supportsInteractivity: true,
		fontFamily: 'inherit',
		fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 },
		fontWeights: { lighter: 400, default: 400, bolder: 600 },
		lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 28 },
		spacing: { small: 4, default: 12, medium: 16, large: 20, extraLarge: 28, padding: 12 },
		separator: { lineThickness: 1, lineColor: 'var(--line)' },
		containerStyles: {
			default: surface('surface'),
			emphasis: surface('sunken'),
			accent: surface('accent-tint'),
			good: surface('good-tint'),
			warning: surface('warning-tint'),
			attention: surface('danger-tint'),
		},
		actions: {
			maxActions: 12,
			spacing: 'medium',
			buttonSpacing: 8,
			showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
			actionsOrientation: 'horizontal',
			actionAlignment: 'left',
			allowTitleToWrap: true,
		},
		adaptiveCard: { allowCustomStyle: false },
		textStyles: { heading: { size: 'medium', weight: 'bolder', color: 'default' } },
		textBlock: { headingLevel: 3 },
		factSet: {
			title: { color: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 180 },
			value: { color: 'default', weight: 'default', wrap: true },
			spacing: 16,
		},
		inputs: {
			label: {
				inputSpacing: 'small',
				requiredInputs: { weight: 'bolder', size: 'default', suffix: ' *', suffixColor: 'attention' },
				optionalInputs: { weight: 'bolder', size: 'default' },
			},
			errorMessage: { size: 'small', color: 'attention' },
		},
		table: { cellSpacing: 8 },
	})
}
