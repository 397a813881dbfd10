/** The part of WebAssembly's interface that the kernels use; TypeScript ships it for browsers only. */
declare namespace WebAssembly {
	interface Memory {
		readonly buffer: ArrayBuffer
	}
	const Memory: new (size: { initial: number }) => Memory
	interface Module {
		readonly [Symbol.toStringTag]: string
	}
	const Module: new (binary: Uint8Array) => Module
	const Instance: new (module: Module, imports: Record<string, Record<string, Memory>>) => { readonly exports: unknown }
}
