import AdvocacyCore
import Foundation

extension Error {
  /// The reason of a system error without the wrapping that Foundation adds.
  var plainReason: String {
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? error).localizedDescription
  }

  /// What Foundation threw when a directory couldn't be made.
  func asFailure(toMakeDirectory path: String) -> Failure {
    let place = Place(file: path)
    var isDirectory: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
    if isThere, !isDirectory.boolValue {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory: a file is in the way",
        hint: "Choose another name")
    }
    guard (self as? CocoaError)?.code == .fileWriteNoPermission else {
      return Failure(
        .cannotCreate, at: place, "cannot make the directory",
        hint: "Is there a file on the way to it, and room on the disk?")
    }
    return Failure(.permission, at: place, "cannot make the directory: no permission")
  }
}
