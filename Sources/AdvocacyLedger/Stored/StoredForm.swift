import AdvocacyModel

/// A form from which a value of the domain is restored.
protocol RestorableForm: Decodable, Sendable {
  /// The type of the domain.
  associatedtype Value

  /// The value that the form stands for.
  ///
  /// - Throws: `badData` where it stands for none.
  func restored() throws(Failure) -> Value
}

/// The form in which the ledger keeps a type of the domain.
///
/// Keys and names of a form are contracts with ledgers already written: they stay when the type of
/// the domain, its properties or its cases are renamed. An id and an instant have one text
/// everywhere, so that forms hold them as they are; employees never stand by id.
protocol StoredForm: RestorableForm, Encodable {
  init(_ value: Value)
}

extension String: StoredForm {
  func restored() -> String { self }
}

extension Instant: StoredForm {
  init(_ value: Instant) { self = value }

  func restored() -> Instant { self }
}

extension Optional: RestorableForm where Wrapped: RestorableForm {
  func restored() throws(Failure) -> Wrapped.Value? { try self?.restored() }
}

extension Optional: StoredForm where Wrapped: StoredForm {
  init(_ value: Wrapped.Value?) { self = value.map(Wrapped.init) }
}

extension Array: RestorableForm where Element: RestorableForm {
  func restored() throws(Failure) -> [Element.Value] {
    try map { form throws(Failure) in try form.restored() }
  }
}

extension Array: StoredForm where Element: StoredForm {
  init(_ value: [Element.Value]) { self = value.map(Element.init) }
}

/// An enumeration whose cases the ledger keeps by name.
///
/// The names are contracts with ledgers already written: they stay when a case is renamed.
protocol StoredByName: CaseIterable, Sendable {
  /// The name that the ledger keeps for the case.
  var storedName: String { get }
}

extension StoredByName {
  /// Finds the case of a name; nil where there is none such.
  ///
  /// - Complexity: O(cases).
  init?(storedName: String) {
    guard let known = Self.allCases.first(where: { $0.storedName == storedName }) else {
      return nil
    }
    self = known
  }
}

/// A case of an enumeration, kept by its name.
struct StoredName<Value: StoredByName>: StoredForm {
  private let value: Value

  init(_ value: Value) { self.value = value }

  func restored() -> Value { value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let value = Value(storedName: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an unknown word: \(name)")
    }
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.storedName)
  }
}

extension Action: StoredByName {
  var storedName: String {
    switch self {
    case .like: "like"
    case .repost: "repost"
    case .quote: "quote"
    case .comment: "comment"
    case .share: "share"
    }
  }
}

extension AudienceFile.Direction: StoredByName {
  var storedName: String {
    switch self {
    case .followerToFollowed: "followerToFollowed"
    case .followedToFollower: "followedToFollower"
    }
  }
}

extension Hold: StoredByName {
  var storedName: String {
    switch self {
    case .asking: "asking"
    case .acting: "acting"
    case .both: "both"
    }
  }
}

extension Basis: StoredByName {
  var storedName: String {
    switch self {
    case .measured: "measured"
    case .read: "read"
    case .assumed: "assumed"
    case .configured: "configured"
    }
  }
}

extension Decision.Event: StoredByName {
  var storedName: String {
    switch self {
    case .due: "due"
    case .resumed: "resumed"
    case .approved: "approved"
    case .withdrawn: "withdrawn"
    }
  }
}

extension Skip.Reason: StoredByName {
  var storedName: String {
    switch self {
    case .beforeStart: "beforeStart"
    case .expired: "expired"
    case .withdrawn: "withdrawn"
    }
  }
}

extension PostStatement.Kind: StoredByName {
  var storedName: String {
    switch self {
    case .approval: "approval"
    case .withdrawal: "withdrawal"
    }
  }
}

extension ParameterName: StoredByName {
  var storedName: String {
    switch self {
    case .pageVisibility: "pageVisibility"
    case .visibilityExponent: "visibilityExponent"
    case .visibilityRatio: "visibilityRatio"
    case .likeExposure: "likeExposure"
    case .appealSpread: "appealSpread"
    case .impressionsPerPerson: "impressionsPerPerson"
    case .shareRate: "shareRate"
    case .deepShareFactor: "deepShareFactor"
    case .teamOverlap: "teamOverlap"
    case .companyOverlap: "companyOverlap"
    case .pageOverlap: "pageOverlap"
    case .reactionDelayMedianHours: "reactionDelayMedianHours"
    case .reactionDelaySigma: "reactionDelaySigma"
    case .followersMu: "followersMu"
    case .followersSigma: "followersSigma"
    case .quoteFactor: "quoteFactor"
    case .shareFactor: "shareFactor"
    case .repostFactor: "repostFactor"
    case .commentFactor: "commentFactor"
    case .activityShape: "activityShape"
    case .lookShape: "lookShape"
    case .colleagueShare: "colleagueShare"
    case .pageStaffShare: "pageStaffShare"
    case .appealCorrelation: "appealCorrelation"
    case .networkCorrelation: "networkCorrelation"
    case .secondNetworkOverlap: "secondNetworkOverlap"
    case .deepAudienceCap: "deepAudienceCap"
    case .cascadeDepth: "cascadeDepth"
    case .marketSize: "marketSize"
    }
  }
}

extension RetiredParameter: StoredByName {
  var storedName: String {
    switch self {
    case .likeRate: "likeRate"
    case .commentRate: "commentRate"
    case .rateDispersion: "rateDispersion"
    case .engagementExponent: "engagementExponent"
    case .halfLifeHours: "halfLifeHours"
    case .weekendFactor: "weekendFactor"
    case .clickRatio: "clickRatio"
    case .accountShare: "accountShare"
    case .activeShare: "activeShare"
    case .participation: "participation"
    case .fatigue: "fatigue"
    case .poolShare: "poolShare"
    }
  }
}
