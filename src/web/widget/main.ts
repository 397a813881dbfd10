import { readOptions } from './options.ts'
import { startWidget } from './widget.ts'

const script = document.currentScript

if (script instanceof HTMLScriptElement) startWidget(readOptions(script))
