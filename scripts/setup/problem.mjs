/** Set-up could not be done. The message is for a person: what failed and what to do by hand. */
export class SetUpProblem extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'SetUpProblem'
  }
}
