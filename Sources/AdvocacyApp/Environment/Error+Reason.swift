import Foundation

extension Error {
  /// The reason of a system error without the wrapping that Foundation adds.
  var plainReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error).localizedDescription
  }
}
