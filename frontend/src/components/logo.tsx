// The program's mark: two arrows, one each way.
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <rect width="28" height="28" rx="7" fill="var(--lime)" />
      <g fill="none" stroke="var(--on-lime)" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7.5 11h12.5M16.5 7.5 20 11l-3.5 3.5" />
        <path d="M20.5 17.5H8M11.5 14 8 17.5l3.5 3.5" />
      </g>
    </svg>
  )
}
