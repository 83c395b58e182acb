/** A command line as one would type it in a POSIX shell, for logs and error details. */
export function shellQuote(command: readonly string[]): string {
  return command
    .map((word) => (/^[A-Za-z0-9_/.:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ')
}
