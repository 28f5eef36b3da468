import Foundation

/// The natural logarithm.
package func logarithm(_ value: Double) -> Double { log(value) }

/// The exponential.
package func exponential(_ value: Double) -> Double { exp(value) }
