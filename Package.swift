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
  // Exact versions, so that a release is what was tested.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
  ],
  targets: [
    // OpenSSL's libcrypto, from the system: the SHA-256 of the ledger's chain.
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // zlib, from the system: reads gzip-compressed follower graphs and feeds.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // libxml2, from the system: reads feeds, also those that are not quite XML.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    // The functional core: no clock, no files, no global randomness.
    .target(name: "AdvocacyModel"),
    .target(name: "AdvocacyPolicy", dependencies: ["AdvocacyModel"]),
    .target(
      name: "AdvocacySimulation",
      dependencies: [
        "AdvocacyModel", "AdvocacyPolicy", .product(name: "HeapModule", package: collections),
      ]),
    .target(name: "AdvocacyReach", dependencies: ["AdvocacyModel"]),
    .target(
      name: "AdvocacyReport",
      dependencies: ["AdvocacyModel", .product(name: "Mustache", package: "swift-mustache")]),

    // The rim: files and the ledger.
    .target(name: "StrictJSON", dependencies: ["AdvocacyModel"]),
    .target(name: "SystemFiles", dependencies: ["AdvocacyModel"]),
    .target(
      name: "AdvocacyFiles",
      dependencies: [
        "AdvocacyModel", "AdvocacyPolicy", "CLibXML2", "CZlib", "StrictJSON", "SystemFiles",
      ],
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(
      name: "AdvocacyLedger",
      dependencies: [
        "AdvocacyModel", "CLibCrypto", "SystemFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // What the program says when it dies: C, because Swift's runtime may die before Swift begins.
    .target(name: "CLastWords"),

    // The use cases over all of the above, and the two programs.
    .target(
      name: "AdvocacyApp",
      dependencies: [
        "AdvocacyModel", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy", "AdvocacyReach",
        "AdvocacyReport", "AdvocacySimulation", "StrictJSON", "SystemFiles",
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
        "AdvocacyApp", "AdvocacyModel", "AdvocacyReport", "CLastWords",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "advocacy-bench",
      dependencies: [
        "AdvocacyApp", "AdvocacyModel", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy",
        "AdvocacyReach", "AdvocacyReport", "AdvocacyTestSupport", "StrictJSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "AdvocacyTestSupport", dependencies: ["AdvocacyModel"]),
    .testTarget(
      name: "AdvocacyModelTests", dependencies: ["AdvocacyModel", "AdvocacyTestSupport"]),
    .testTarget(
      name: "AdvocacyPolicyTests",
      dependencies: [
        "AdvocacyModel", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacyTestSupport",
      ]),
    .testTarget(
      name: "AdvocacySimulationTests",
      dependencies: ["AdvocacyModel", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacySimulation"]),
    .testTarget(
      name: "AdvocacyReachTests",
      dependencies: ["AdvocacyModel", "AdvocacyReach", "AdvocacyTestSupport"]),
    .testTarget(
      name: "AdvocacyReportTests",
      dependencies: ["AdvocacyModel", "AdvocacyReport", "AdvocacyTestSupport", "CLibXML2"],
      exclude: ["Golden"]),
    .testTarget(
      name: "StrictJSONTests", dependencies: ["AdvocacyModel", "AdvocacyTestSupport", "StrictJSON"]),
    .testTarget(
      name: "AdvocacyFilesTests",
      dependencies: [
        "AdvocacyModel", "AdvocacyFiles", "AdvocacyPolicy", "AdvocacyTestSupport", "StrictJSON",
        "SystemFiles",
      ]),
    .testTarget(
      name: "AdvocacyLedgerTests",
      dependencies: [
        "AdvocacyModel", "AdvocacyLedger", "AdvocacyPolicy", "AdvocacyTestSupport", "SystemFiles",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "AdvocacyAppTests",
      dependencies: [
        "AdvocacyApp", "AdvocacyModel", "AdvocacyFiles", "AdvocacyLedger", "AdvocacyPolicy",
        "AdvocacyReach", "AdvocacyReport", "AdvocacyTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "AdvocacyCLITests",
      dependencies: ["advocacy", "AdvocacyModel", "AdvocacyTestSupport"],
      exclude: ["Cases"]),
    .testTarget(
      name: "AdvocacyBenchTests",
      dependencies: ["advocacy-bench", "AdvocacyModel", "AdvocacyReach", "AdvocacyTestSupport"]),
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

for target in package.targets where target.type != .system {
  target.swiftSettings = settings
}

// The engine's inner loops take a hundred times as long without optimization, and so would tests of
// anything that prints a figure. A flag like this keeps others from depending on a package, so it is
// there only where this one is worked on, not where it was checked out for another.
let isDependency = Context.packageDirectory.contains("/checkouts/")

for target in package.targets where target.name == "AdvocacyReach" && !isDependency {
  target.swiftSettings = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]
}
