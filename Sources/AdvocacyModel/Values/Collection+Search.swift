extension RandomAccessCollection where Index == Int {
  /// The first position whose element satisfies a condition that holds from there on; the end where
  /// none does.
  ///
  /// - Complexity: O(log n).
  @inlinable
  package func firstPosition(where holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The position of an element in a collection that is sorted by a key; nil where no element has it.
  ///
  /// - Complexity: O(log n).
  @inlinable
  package func position<Key: Comparable>(of key: Key, sortedBy keyOf: (Element) -> Key) -> Int? {
    let position = firstPosition { keyOf($0) >= key }
    return position < endIndex && keyOf(self[position]) == key ? position : nil
  }
}

extension RandomAccessCollection where Index == Int, Element: Comparable {
  /// The position of an element in a sorted collection; nil where it is missing.
  ///
  /// - Complexity: O(log n).
  @inlinable
  package func position(of element: Element) -> Int? { position(of: element) { $0 } }
}

extension BidirectionalCollection {
  /// The part without the elements at its two ends that satisfy a condition.
  ///
  /// - Complexity: O(elements left out).
  @inlinable
  package func trimmed(where isEdge: (Element) -> Bool) -> SubSequence {
    var rest = drop(while: isEdge)
    while let last = rest.last, isEdge(last) { rest.removeLast() }
    return rest
  }
}
