import AdvocacyCore
import Foundation

/// The appeal of every item in the worlds of a batch.
///
/// The log of the appeal is normal with the network's spread, correlated between networks. Each
/// of its components is stratified over a batch: of sixteen worlds, each has another sixteenth of it.
struct Appeals {
  private let items: [ReachPlan.Item]
  private let worlds: Int
  private let shape: Permutation.Shape
  private var appeals: [Double]

  init(_ plan: ReachPlan) {
    items = plan.items
    worlds = plan.options.batchSize
    shape = Permutation.Shape(size: worlds)
    appeals = Array(repeating: 1, count: plan.items.count * worlds)
  }

  /// The appeal of an item in a world of the batch.
  func appeal(item: Int, world: Int) -> Double { appeals[item * worlds + world] }

  /// Draws a batch's appeals.
  mutating func begin(batch: Int, of block: RandomKey, _ draws: BlockDraws) {
    let key = block.keyed(by: "appeal").keyed(by: UInt64(batch))
    let common = draws.appealCorrelation.squareRoot()
    let own = (1 - draws.appealCorrelation).squareRoot()
    for (index, item) in items.enumerated() {
      let spread = draws.networks[item.network].appealSpread
      let postKey = key.keyed(by: UInt64(item.post))
      let (post, network) = (
        Stratified(shape, postKey.keyed(by: 0)),
        Stratified(shape, postKey.keyed(by: UInt64(item.network) + 1))
      )
      for world in 0..<worlds {
        let normal = common * post.normal(world) + own * network.normal(world)
        // Published visibilities are means over posts: so that the mean of appeal is 1.
        appeals[index * worlds + world] = exp(spread * normal - spread * spread / 2)
      }
    }
  }
}

/// A normal component, stratified over the worlds of a batch.
private struct Stratified {
  let order: Permutation
  let key: RandomKey

  init(_ shape: Permutation.Shape, _ key: RandomKey) {
    order = Permutation(shape, key: key.keyed(by: 0))
    self.key = key.keyed(by: 1)
  }

  func normal(_ world: Int) -> Double {
    let place = Double(order(world)) + key.keyed(by: UInt64(world)).uniform
    return Normal.quantile(place / Double(order.size))
  }
}
