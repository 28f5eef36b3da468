import AdvocacyCore

/// How far back a rule looks.
enum Lookback: Hashable, Sendable {
  /// It doesn't ask about the past.
  case nowhere
  /// To the beginning of the calendar window that holds the event.
  case window(FrequencyCap.Window)
  /// So long before the event.
  case span(Instant.Span)
  /// To the first post of all.
  case everything
  /// To all posts that share their text or link with the one decided.
  case content
}

extension Rule {
  /// How far back the rule looks.
  var lookback: Lookback {
    guard let type = parameters as? any RuleType else { return .nowhere }
    return type.lookback
  }
}
