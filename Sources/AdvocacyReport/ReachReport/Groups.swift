package import AdvocacyModel

extension ReachReport {
  /// A post with its figures, in one JSON object.
  package struct Post: Codable, Hashable, Sendable {
    /// The id; null for the total.
    package var id: PostID?
    /// The text; null for the total.
    package var text: String?
    /// When it fell due; null for the total.
    package var at: Instant?
    /// The campaign it belongs to, if any.
    package var campaign: String?
    /// Where it is on its way, in a word, where nobody acted: no multiplier is claimed then.
    package var state: String?
    package var figures: Figures

    package init(
      id: PostID?, text: String?, at: Instant?, campaign: String?, state: String? = nil,
      figures: Figures
    ) {
      self.state = state
      self.id = id
      self.text = text
      self.at = at
      self.campaign = campaign
      self.figures = figures
    }

    private enum CodingKeys: String, CodingKey {
      case id, text, at, campaign, state
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decodeIfPresent(PostID.self, forKey: .id)
      text = try container.decodeIfPresent(String.self, forKey: .text)
      at = try container.decodeIfPresent(Instant.self, forKey: .at)
      campaign = try container.decodeIfPresent(String.self, forKey: .campaign)
      state = try container.decodeIfPresent(String.self, forKey: .state)
      figures = try Figures(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(text, forKey: .text)
      try container.encode(at, forKey: .at)
      try container.encode(campaign, forKey: .campaign)
      try container.encode(state, forKey: .state)
      try figures.encode(to: encoder)
    }
  }

  /// A campaign or a network with the figures of its posts together.
  package struct Group: Codable, Hashable, Sendable {
    /// The campaign or the network; empty for posts without a campaign.
    package var name: String
    package var figures: Figures

    package init(name: String, figures: Figures) {
      self.name = name
      self.figures = figures
    }

    private enum CodingKeys: String, CodingKey {
      case name
    }

    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      figures = try Figures(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try figures.encode(to: encoder)
    }
  }

  /// The groups of a report: an array in JSON, of one kind of element.
  package enum Groups: Codable, Hashable, Sendable {
    /// Broken down by post: there are no groups.
    case none
    /// Campaigns or networks, each with all figures.
    case figures([Group])
    /// Teams or employees, each with what it adds.
    case contributions([Contribution])

    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let groups = try? container.decode([Group].self) {
        self = groups.isEmpty ? .none : .figures(groups)
      } else {
        self = .contributions(try container.decode([Contribution].self))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .none: try container.encode([String]())
      case .figures(let groups): try container.encode(groups)
      case .contributions(let parts): try container.encode(parts)
      }
    }
  }
}
