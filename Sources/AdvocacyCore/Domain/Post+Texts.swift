extension Post {
  /// The language of a variant, from 1, as BCP 47; nil: everybody may say it, as the post's own text.
  package func language(ofVariant number: Int) -> String? {
    variantLanguages.indices.contains(number - 1) ? variantLanguages[number - 1] : nil
  }

  /// The texts that somebody with a language may say: the post's own, and each variant that has no
  /// language or one that covers theirs.
  ///
  /// Where labels compare letter by letter, posts had no languages, and everybody may say all.
  ///
  /// - Parameters:
  ///   - language: The employee's language; empty: none is known.
  ///   - labels: How languages compare.
  /// - Returns: Their numbers in order: 0 for the post's own, those of variants from 1.
  /// - Complexity: O(variants).
  package func texts(for language: String, by labels: LabelComparison) -> [Int] {
    (0...variants.count).filter { number in
      guard labels.folds, let own = self.language(ofVariant: number) else { return true }
      return labels.language(own, covers: language)
    }
  }

  /// What stands on a network where a text is passed on in one's own words: the post's own text, 0,
  /// or a variant, from 1, then the link and the hashtags that are not in it already, with spaces
  /// between.
  ///
  /// - Complexity: O(characters).
  package func published(variant: Int) -> String {
    let text = wording(variant: variant)
    let labels = LabelComparison(.current)
    var known = text.hashtags
    let missing = hashtags.filter { known.insert(labels.key(ofHashtag: $0)).inserted }
    let link = link.flatMap { text.holdsLink($0) ? nil : $0 }
    return ([text] + [link].compactMap { $0 } + missing).joined(separator: " ")
  }
}

extension String {
  /// Tells whether a link stands in the text whole, and not as the beginning of a longer one.
  fileprivate func holdsLink(_ link: String) -> Bool {
    ranges(of: link).contains { range in
      // A full stop or a bracket that ends a sentence is no part of the link before it.
      let rest = self[range.upperBound...].prefix { !$0.isWhitespace }
      return rest.allSatisfy { !$0.isLetter && !$0.isNumber && !"/#&=%-_~+@$".contains($0) }
    }
  }
}
