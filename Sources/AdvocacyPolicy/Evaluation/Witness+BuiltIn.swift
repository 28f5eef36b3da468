import AdvocacyCore

/// What the built-in rules say.
extension Witness {
  /// The name by which sentences call the employee.
  var name: String { employee.name.isEmpty ? employee.id.text : employee.name }

  var account: Statement? {
    guard employee.account(on: occasion.network.id) == nil else { return nil }
    let network = occasion.network.title
    return Statement(
      .deny, "\(name) has no account on \(network)", "add an account on \(network) to the roster")
  }

  var consent: Statement? {
    let network = occasion.network
    let remedy = "consent to take part on \(network.title)"
    guard let consent = employee.consent else {
      return Statement(.deny, "\(name) has not consented to take part", remedy)
    }
    guard consent.covers(network.id) else {
      return Statement(.deny, "\(name) has not consented to take part on \(network.title)", remedy)
    }
    guard !consent.period.contains(occasion.at) else { return nil }
    if let from = consent.period.from, occasion.at < from {
      return Statement(.deny, "\(name)'s consent begins on \(calendar.date(of: from))", remedy)
    }
    let end = consent.period.until.map { " on \(calendar.date(of: $0))" } ?? ""
    return Statement(.deny, "\(name)'s consent ended\(end)", remedy)
  }

  var employed: Statement? {
    let period = employee.employed
    guard !period.contains(occasion.at) else { return nil }
    if let from = period.from, occasion.at < from {
      let date = calendar.date(of: from)
      return Statement(.deny, "\(name) joins \(engine.company) on \(date)")
    }
    let end = period.until.map { " on \(calendar.date(of: $0))" } ?? ""
    return Statement(.deny, "\(name) left \(engine.company)\(end)")
  }

  var expiry: Statement? {
    let end = occasion.post.end
    guard occasion.at >= end else { return nil }
    return Statement(.deny, "the post was over at \(calendar.format(end))")
  }

  var withdrawn: Statement? {
    guard let word = occasion.words.withdrawal else { return nil }
    let role = word.role.isEmpty ? "" : " by \(word.role)"
    return Statement(.deny, "the post was withdrawn at \(calendar.format(word.at))\(role)")
  }
}
