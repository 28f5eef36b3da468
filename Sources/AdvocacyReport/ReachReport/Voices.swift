import AdvocacyModel

extension ReachReport {
  /// Who of the employees spoke for themselves: proposals and posts of their own, none of it by name.
  package struct Voices: Codable, Hashable, Sendable {
    /// The proposals of the period, with how many people made them and how they were answered.
    package var proposals: Proposals
    /// How many different employees wrote one of the posts.
    package var authors: Int
    /// The posts that employees wrote; null: there are none.
    @Nullable package var own: Together? = nil
    /// The other posts, the page's; null: there are none.
    @Nullable package var page: Together? = nil

    package init(proposals: Proposals, authors: Int, own: Together?, page: Together?) {
      self.proposals = proposals
      self.authors = authors
      self.own = own
      self.page = page
    }

    /// Proposals in figures.
    package struct Proposals: Codable, Hashable, Sendable {
      package var made: Int
      /// How many different people made them.
      package var people: Int
      package var answered: Int
      package var accepted: Int
      /// The days to an answer, half of them being shorter; null: none was answered.
      @Nullable package var medianDays: Int? = nil

      /// Takes over the summary of a listing.
      package init(_ summary: ProposalListing.Summary) {
        made = summary.proposals
        people = summary.voices
        answered = summary.answered
        accepted = summary.accepted
        medianDays = summary.medianDays
      }
    }

    /// Some posts together, people counted once.
    package struct Together: Codable, Hashable, Sendable {
      package var posts: Int
      /// The people reached with the employees.
      package var reached: Estimate
      /// Of these, whom the page alone would not have reached.
      package var additionalPeople: Estimate

      package init(posts: Int, reached: Estimate, additionalPeople: Estimate) {
        self.posts = posts
        self.reached = reached
        self.additionalPeople = additionalPeople
      }
    }
  }
}

extension ReachReport.Voices {
  /// What people proposed, and how it was answered; nil: nothing.
  func proposalsSentence(_ words: Words) -> String? {
    guard proposals.made > 0 else { return nil }
    let values: [String: Spoken] = [
      "voices": .count(proposals.people), "proposals": .count(proposals.made),
      "answered": .count(proposals.answered), "accepted": .count(proposals.accepted),
      "days": .count(proposals.medianDays ?? 0),
    ]
    let made = words(\.people.voices, values)
    guard proposals.answered > 0 else { return made }
    return made + " "
      + words(
        proposals.medianDays == 0 ? \.people.answeredAtOnce : \.people.answeredInDays, values)
  }

  /// Employees' own posts beside the page's; nil: they wrote none.
  func postsSentence(_ words: Words) -> String? {
    guard let own else { return nil }
    var values: [String: Spoken] = [
      "authors": .count(authors), "posts": .count(own.posts),
      "reached": .text(Figure.people(own.reached).text(in: words)),
    ]
    guard let page else { return words(\.report.ownPosts, values) }
    values["others"] = .count(page.posts)
    values["byPage"] = .text(Figure.people(page.reached).text(in: words))
    return words(\.report.ownPosts, values) + " " + words(\.report.postsOfPage, values)
  }

  /// All of it in a row; nil: nobody spoke for themselves.
  func sentence(_ words: Words) -> String? {
    let sentences = [proposalsSentence(words), postsSentence(words)].compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}
