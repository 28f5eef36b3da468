/// The configuration that `init` writes: the bytes of `config.example.json`, embedded.
enum ExampleConfiguration {
  /// The text of the file.
  static var text: String {
    String(decoding: PackageResources.config_example_json, as: UTF8.self)
  }
}
