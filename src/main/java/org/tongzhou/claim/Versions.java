package org.tongzhou.claim;

/** The record of a claim after its version was raised without a move. */
final class Versions {
    private Versions() {}

    static Claim next(Claim claim) {
        return new Claim(
                claim.id(),
                claim.eventCase(),
                claim.number(),
                claim.owner(),
                claim.benefit(),
                claim.state(),
                claim.level(),
                claim.route(),
                claim.amount(),
                claim.version() + 1,
                claim.clock());
    }
}
