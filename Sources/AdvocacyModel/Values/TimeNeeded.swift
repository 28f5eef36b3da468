/// How long an employee needs to pass a post on by hand: what kits tell, and what budgets count.
///
/// All of it is assumed; nobody was timed. Half a minute to open the kit and decide, the time to read
/// the text at 200 words a minute, and a minute on each network to paste it, look it over and send it.
package enum TimeNeeded {
  /// To open what was sent and decide, in seconds (assumed).
  package static let deciding = 30
  /// To paste, look over and send on one network, in seconds (assumed).
  package static let sending = 60
  /// Words read in a minute (assumed; adults read 175 to 300 of plain prose).
  package static let wordsPerMinute = 200
  /// Characters that make up a word, its blank included (assumed); so that texts without blanks count.
  package static let charactersPerWord = 6

  /// The time that a post takes, in seconds.
  ///
  /// - Parameters:
  ///   - post: The post; its own text stands for its variants, which are read as fast.
  ///   - networks: On how many networks it is passed on, 0 or more; 0: it is read and declined.
  /// - Returns: The seconds, 30 or more.
  /// - Complexity: O(length of the text).
  package static func seconds(for post: Post, networks: Int) -> Int {
    let words = (post.text.count + charactersPerWord - 1) / charactersPerWord
    let reading = (words * 60 + wordsPerMinute - 1) / wordsPerMinute
    return deciding + reading + max(0, networks) * sending
  }

  /// The same in whole minutes as people are told, rounded up: 1 or more.
  ///
  /// - Complexity: O(length of the text).
  package static func minutes(for post: Post, networks: Int) -> Int {
    minutes(seconds: seconds(for: post, networks: networks))
  }

  /// Seconds in whole minutes, rounded up.
  package static func minutes(seconds: Int) -> Int { (max(0, seconds) + 59) / 60 }
}
