// engine returns the web view's name and version out of how it calls itself, and nothing else of that: "WebView2 131.0.2903.70".
export function engine(userAgent: string): string {
  const version = (name: string) => userAgent.match(new RegExp(`\\b${name}/([\\d.]+)`))?.[1]
  const edge = version('Edg')
  if (edge) return `WebView2 ${edge}`
  const chrome = version('(?:Headless)?Chrome')
  if (chrome) return `Chromium ${chrome}`
  const webkit = version('AppleWebKit')
  if (!webkit) return 'Unknown'
  const release = version('Version')
  return release ? `WebKit ${webkit} (${release})` : `WebKit ${webkit}`
}
