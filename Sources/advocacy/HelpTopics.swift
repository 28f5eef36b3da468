import AdvocacyModel
import ArgumentParser

/// A text that `advocacy help TOPIC` prints, about what no single command explains.
struct HelpTopic {
  /// The word that asks for it.
  let name: String
  /// What it is about, in a few words.
  let abstract: String
  /// The text, in lines of at most 80 columns.
  let text: String

  /// All topics, in the order in which help lists them.
  static let all = [policy, reach, files, dates, cron, exitCodes]

  /// The topic that a command line asks for; nil where it asks for something else.
  static func asked(by arguments: [String]) -> HelpTopic? {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    return all.first { $0.name == arguments[1] }
  }

  /// The topics with what they are about, for the help of the program itself.
  static let listing = all.map { topic in
    "  \(topic.name.padding(to: 12))\(topic.abstract)"
  }.joined(separator: "\n")
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

extension HelpTopic {
  private static let policy = HelpTopic(
    name: "policy", abstract: "rules: who may share what, where and when",
    text: """
      The policy in config.json is a list of rules. Each rule has an id, a type, and
      the keys of that type; all rules are asked about each post and account, and the
      strictest answer wins: deny, needs approval, defer, rewrite, allow.

        {"id": "trained", "type": "trainingRequired", "course": "social-basics"}
        {"id": "evenings", "type": "quietHours", "start": "20:00", "end": "08:00"}
        {"id": "results", "type": "approval", "when": {"topics": ["results"]},
         "roles": ["finance", "legal"]}

      "sentence" gives a rule words of your own; without one it gets some from its
      keys. "when" says what a rule is about, by topics, networks, teams and the like;
      without it, it is about everything.

        advocacy explain POST EMPLOYEE    who may, by which rule, what would help
        advocacy policy test cases.json   run the rules against expected verdicts
        advocacy policy diff old new      whose rights change
        advocacy policy coverage          rules that never applied
        advocacy schema config            all types and keys, as JSON Schema

      A rule is asked twice: when somebody is asked to share, and when they act.
      """)

  private static let reach = HelpTopic(
    name: "reach", abstract: "what the figures mean, and how far to trust them",
    text: """
      All figures are estimated by a model, not measured. People are counted once, by
      whichever way and however often they see a post:

        page alone         people whom the company's page reaches without employees
        with employees     people whom page and employees reach together
        additional people  the difference: people whom only employees bring
        reach multiplier   with employees ÷ page alone
        nominal            employees × likes × reposts: counts actions, not people

      "4.8× (2.7–7.7)" is a best estimate and a range that holds the truth nine
      times in ten, if the assumptions do. What the choice of random draws leaves is
      shown separately, as simulation error. The same ledger, inputs and seed give
      the same figures.

        advocacy reach-report --tornado      which assumption moves the result most
        advocacy check --parameters          every assumption: value, range, source
        advocacy reach-report --compare vendor   how other tools would count

      To narrow the range, measure what moves it most and set it in config.json, under
      "parameters" or "networks": {"linkedin": {…}}. visibilityRatio, for example:
      ask employees for the views of some posts of theirs on LinkedIn, divide by
      their followers, and divide that by the same share of your page.
      """)

  private static let files = HelpTopic(
    name: "files", abstract: "what a workspace holds, and what may be edited",
    text: """
      config.json       company, pages, people, policy: yours to edit
      queue.json        the posts: yours to edit; or queue.ndjson, one post a line
      employees.csv     people as an HR system exports them
      audience-N.txt    who follows whom on network N, if you know: "a b" a line
      ledger.sqlite     what was decided and done: written by advocacy only
      .advocacy/        locks and marks: leave it to advocacy

      The workspace is --workspace DIR, else ADVOCACY_WORKSPACE, else this directory
      or one above it. Editors check and complete config.json by config.schema.json,
      which `init` writes and its "$schema" names; after an update of the program:

        advocacy schema config > config.schema.json

      The ledger is kept safe by `advocacy ledger backup FILE`; copying it while
      something runs is not. `advocacy check` says whether all is well.
      """)

  private static let dates = HelpTopic(
    name: "dates", abstract: "how to write instants, days and zones",
    text: """
      2026-12-01T10:00      ten o'clock in the company's zone, as is 2026-12-01 10:00
      2026-12-01T10:00Z     with a zone: Z, +01:00 or -05:00
      2026-12-01            a day; given as an end, it is the last day

      On the command line also: today 17:30, tomorrow 9:00, monday 9:00, +2d, +3h.
      Files take dates that mean the same every day.

      The company's zone stands in config.json: "timeZone": "Europe/Madrid". --now,
      or ADVOCACY_NOW, takes another instant for the present. JSON and CSV write
      RFC 3339.
      """)

  private static let cron = HelpTopic(
    name: "cron", abstract: "how to run amplify by itself, and watch it",
    text: """
      Every fifteen minutes, for example:

        */15 * * * * advocacy amplify --workspace /srv/acme

      `advocacy schedule cron` prints the line for this workspace, `schedule systemd`
      and `schedule launchd` theirs. A run handles everything up to now, once, however
      late it comes; a second run beside it waits, then leaves with 75. Silent when
      all is well, so that cron's mail means something.

        advocacy check --max-age 1h          fails where no run ended within an hour
        advocacy amplify --metrics-file F    for Prometheus' textfile collector
        advocacy amplify --log F             keeps a line of JSON for each run
      """)

  private static let exitCodes = HelpTopic(
    name: "exit-codes", abstract: "what a command leaves behind, for scripts",
    text: """
       0  done, or nothing to do
       1  done, but some posts were newly set aside; policy test: a case differs
      64  usage: the command line makes no sense
      65  bad data in the queue, the ledger or another file
      66  a file or the workspace is missing
      69  the ledger comes from a newer version of advocacy
      70  a defect of advocacy
      73  a file can't be created
      74  input or output failed, or the disk is full
      75  busy, or the clock is wrong: nothing was written, try again
      77  no permission
      78  the configuration is wrong

      128 + N where signal N ended it: 130 for Ctrl-C.
      """)
}
