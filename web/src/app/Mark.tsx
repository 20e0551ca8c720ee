/** The product's mark: a gate over water. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeLinejoin="round">
        <path d="M6.2 19V6h11.6v13" strokeWidth="2" />
        <path d="M10 6h4v5h-4z" fill="var(--on-accent)" stroke="none" />
        <path d="M8.8 16.3c1.1-1.3 2.1-1.3 3.2 0s2.1 1.3 3.2 0" strokeWidth="1.4" strokeLinecap="round" />
      </g>
    </svg>
  )
}
