// ProgressAnnouncer tells screen readers how far long work is, at most at every tenth of it.
export function ProgressAnnouncer({ percent, what }: { percent: number | undefined; what: string }) {
  return (
    <p className="hidden" role="status">
      {percent === undefined ? what : `${what}: ${Math.floor(percent / 10) * 10} %`}
    </p>
  )
}
