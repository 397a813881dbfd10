import { writeFile } from 'node:fs/promises'
import { inflate } from '@sparticuz/chromium'

/**
 * Run as a program of its own, because `inflate` always unpacks into the temporary folder: `TMPDIR` names the folder to fill, the
 * first argument the one it will be renamed to. The system's fonts only fill in for glyphs that the bundled font lacks.
 */
async function unpack(target: string): Promise<void> {
	const archives = new URL('../bin/', import.meta.resolve('@sparticuz/chromium')).pathname
	await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(archives + name)))
	await writeFile(`${process.env['TMPDIR']}/fonts.conf`, fontsConf(target))
}

function fontsConf(folder: string): string {
	const prefer = (family: string) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${folder}/fonts</dir>
<dir>/usr/share/fonts</dir>
<cachedir>${folder}/fonts-cache</cachedir>
${['sans-serif', 'system-ui', 'Segoe UI', 'Arial'].map(prefer).join('\n')}
</fontconfig>
`
}

await unpack(process.argv[2] ?? '')
