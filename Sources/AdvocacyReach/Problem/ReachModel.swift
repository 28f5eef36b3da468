/// The model by which reach is worked out.
package enum ReachModel {
  /// Its version, from 1: to be raised with every change after which the same problem, options and
  /// seed give other figures, so that reports and parts of them tell which model made them.
  package static let version = 1
}
