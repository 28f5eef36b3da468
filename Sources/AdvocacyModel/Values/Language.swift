/// A language in which the program speaks to the people of a company.
///
/// Keys of files, JSON, the names of rules and of commands are the same in all of them.
package enum Language: String, Hashable, Sendable, CaseIterable, Codable {
  case english = "en"
  case spanish = "es"
}
