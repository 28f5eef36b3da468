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
  /// What a consent to some actions only says.
  var partialConsent: Statement? {
    guard let actions = employee.consent?.actions else { return nil }
    let withheld = ActionSet.all.subtracting(ActionSet(actions))
    guard let ruling = Ruling.rewrite(Verdict.Effect(withheld: withheld), on: network) else {
      return nil
    }
    let lacking = withheld.intersection(ActionSet(network.actions)).listed
    return Statement(
      ruling, "\(name) has not consented to: \(lacking)", "consent to \(lacking)")
  }

  var suspended: Statement? {
    guard let end = employee.standing.suspended.end(at: at) else { return nil }
    let until = end.map { " until \(calendar.date(of: $0))" } ?? ""
    return Statement(
      .deny, "\(name) is suspended from taking part\(until)", end == nil ? nil : "wait\(until)")
  }

  /// An opt-out is nobody's business: no reason is asked for and no remedy named.
  var voluntary: Statement? {
    let isOut = employee.standing.optOuts.contains {
      $0.period.contains(at) && $0.concerns(occasion.post, on: network.id)
    }
    return isOut ? Statement(.deny, "\(name) chose to stay out; taking part is voluntary") : nil
  }
}
