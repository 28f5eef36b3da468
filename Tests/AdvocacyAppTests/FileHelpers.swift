import Foundation

func copy(_ source: String, over target: String) throws {
  try remove(target)
  try FileManager.default.copyItem(atPath: source, toPath: target)
}

func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
