/// How large a company may be.
enum RosterLimits {
  /// The most employees; 200,000 (assumed: twice the largest company it is made for; measured: one
  /// post to 10⁶ employees takes 4 GB to decide).
  static let employees = 200_000
  /// The limits of its roster's table.
  static let table = TableLimits(maximumRows: employees)
}
