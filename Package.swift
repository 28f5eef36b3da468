// swift-tools-version: 6.2

import PackageDescription

let collections = "swift-collections"

let package = Package(
  name: "advocacy",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "advocacy", targets: ["advocacy"]),
    .executable(name: "advocacy-bench", targets: ["advocacy-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // zlib, from the system: reads gzip-compressed follower graphs.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // The functional core: no clock, no files, no global randomness.
    .target(name: "AdvocacyCore"),
    .target(name: "AdvocacyPolicy", dependencies: ["AdvocacyCore"]),
    .target(
      name: "AdvocacySimulation",
      dependencies: [
        "AdvocacyCore", "AdvocacyPolicy", .product(name: "HeapModule", package: collections),
      ]),
    .target(name: "AdvocacyReach", dependencies: ["AdvocacyCore"]),
    .target(
      name: "AdvocacyReport",
      dependencies: ["AdvocacyCore", .product(name: "Mustache", package: "swift-mustache")]),

    // The rim: files and the ledger.
    .target(name: "StrictJSON", dependencies: ["AdvocacyCore"]),
    .target(name: "SystemFiles", dependencies: ["AdvocacyCore"]),
    .target(
      name: "AdvocacyFiles",
      dependencies: [
        "AdvocacyCore", "AdvocacyPolicy", "CZlib", "StrictJSON", "SystemFiles",
      ]),
    .target(
      name: "AdvocacyLedger",
      dependencies: [
        "AdvocacyCore", "SystemFiles",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // The use cases over all of the above, and the two programs.
    .target(
      name: "AdvocacyApp",
      dependencies: [
        "AdvocacyCore", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy", "AdvocacyReach",
        "AdvocacyReport", "AdvocacySimulation", "StrictJSON",
      ],
      // The first is a link to the file at the top level, which is what a bare `init` writes.
      resources: [
        .embedInCode("Resources/config.example.json"),
        .embedInCode("Resources/preset-regulated-finance.json"),
        .embedInCode("Resources/preset-small-company.json"),
        .embedInCode("Resources/preset-spain.json"),
        .embedInCode("Resources/preset-us.json"),
      ]),
    .executableTarget(
      name: "advocacy",
      dependencies: [
        "AdvocacyApp", "AdvocacyCore", "AdvocacyReport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "advocacy-bench",
      dependencies: [
        "AdvocacyApp", "AdvocacyCore", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy",
        "AdvocacyReach", "AdvocacyReport", "AdvocacyTestSupport", "StrictJSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "AdvocacyTestSupport", dependencies: ["AdvocacyCore"]),
    .testTarget(name: "AdvocacyCoreTests", dependencies: ["AdvocacyCore", "AdvocacyTestSupport"]),
    .testTarget(
      name: "AdvocacyPolicyTests",
      dependencies: [
        "AdvocacyCore", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacyTestSupport",
      ]),
    .testTarget(
      name: "AdvocacySimulationTests",
      dependencies: ["AdvocacyCore", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacySimulation"]),
    .testTarget(
      name: "AdvocacyReachTests",
      dependencies: ["AdvocacyCore", "AdvocacyReach", "AdvocacyTestSupport"]),
    .testTarget(
      name: "AdvocacyReportTests",
      dependencies: ["AdvocacyCore", "AdvocacyReport", "AdvocacyTestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "StrictJSONTests", dependencies: ["AdvocacyCore", "AdvocacyTestSupport", "StrictJSON"]),
    .testTarget(
      name: "AdvocacyFilesTests",
      dependencies: [
        "AdvocacyCore", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacyTestSupport", "StrictJSON",
        "SystemFiles",
      ]),
    .testTarget(
      name: "AdvocacyLedgerTests",
      dependencies: [
        "AdvocacyCore", "AdvocacyLedger", "AdvocacyPolicy", "AdvocacyTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "AdvocacyAppTests",
      dependencies: [
        "AdvocacyApp", "AdvocacyCore", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy",
        "AdvocacyReach", "AdvocacyReport", "AdvocacyTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "AdvocacyCLITests",
      dependencies: ["advocacy", "AdvocacyCore", "AdvocacyTestSupport"],
      exclude: ["Cases"]),
    .testTarget(
      name: "AdvocacyBenchTests",
      dependencies: ["advocacy-bench", "AdvocacyCore", "AdvocacyReach", "AdvocacyTestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

let settings: [SwiftSetting] = [
  // SE-0335: `any` is written where an existential is meant.
  .enableUpcomingFeature("ExistentialAny"),
  // SE-0409: imports are internal unless said otherwise.
  .enableUpcomingFeature("InternalImportsByDefault"),
  // SE-0444: a member is visible only where its module is imported.
  .enableUpcomingFeature("MemberImportVisibility"),
  // SE-0461: nonisolated async functions run on the caller's actor.
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  // SE-0470: conformances of isolated types are isolated with them.
  .enableUpcomingFeature("InferIsolatedConformances"),
  // SE-0481: weak captures do not change.
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  // SE-0458: every use of an unsafe construct is marked.
  .strictMemorySafety(),
  // SE-0443: a warning is an error.
  .treatAllWarnings(as: .error),
]

// The released programs hold Swift's own libraries: they need no Swift where they run, start in half
// the time (13 ms against 23) and work a sixth faster. Foundation's parts are found where the
// modules that import it are compiled with the flag too.
let isStatic = BuildSettingCondition.when(platforms: [.linux], configuration: .release)

for target in package.targets where target.type != .system {
  target.swiftSettings = settings + [.unsafeFlags(["-static-stdlib"], isStatic)]
  if target.type == .executable {
    target.linkerSettings = [.unsafeFlags(["-static-stdlib"], isStatic)]
  }
}

// The engine's inner loops take a hundred times as long without optimisation, and so would tests of
// anything that prints a figure.
for target in package.targets where target.name == "AdvocacyReach" {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [.unsafeFlags(["-O"], .when(configuration: .debug))]
}
