import type { ComponentProps } from 'react'

/** How the plain elements of lesson text look. */
export const TYPOGRAPHY = {
  h1: ({ children, ...rest }: ComponentProps<'h1'>) => (
    <h1 className="mb-3 text-2xl font-bold tracking-tight text-balance" {...rest}>
      {children}
    </h1>
  ),
  h2: ({ children, ...rest }: ComponentProps<'h2'>) => (
    <h2 className="mt-9 mb-2 text-xl font-semibold tracking-tight text-balance" {...rest}>
      {children}
    </h2>
  ),
  h3: ({ children, ...rest }: ComponentProps<'h3'>) => (
    <h3 className="mt-6 mb-1 text-lg font-semibold" {...rest}>
      {children}
    </h3>
  ),
  p: (props: ComponentProps<'p'>) => <p className="my-3 text-pretty" {...props} />,
  ul: (props: ComponentProps<'ul'>) => (
    <ul className="my-3 list-disc space-y-1.5 pl-5 marker:text-edge" {...props} />
  ),
  ol: (props: ComponentProps<'ol'>) => (
    <ol className="my-3 list-decimal space-y-1.5 pl-5 marker:text-muted" {...props} />
  ),
  a: ({ children, ...rest }: ComponentProps<'a'>) => (
    <a className="text-accent underline underline-offset-[0.2em] hover:decoration-2" {...rest}>
      {children}
    </a>
  ),
  strong: (props: ComponentProps<'strong'>) => <strong className="font-semibold" {...props} />,
  table: (props: ComponentProps<'table'>) => (
    <div className="my-4 overflow-x-auto scroll-thin">
      <table
        className="w-full text-left text-sm [&_td]:border-t [&_td]:py-1.5 [&_td]:pr-4 [&_th]:py-1.5 [&_th]:pr-4 [&_th]:font-semibold"
        {...props}
      />
    </div>
  ),
  pre: (props: ComponentProps<'pre'>) => (
    <pre
      className="my-4 rounded-lg border bg-code px-4 py-3 text-sm leading-relaxed whitespace-pre-wrap"
      {...props}
    />
  ),
}
