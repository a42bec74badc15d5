package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.claim.Members.at;
import static org.tongzhou.testing.TestData.FUND;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.Accounts;
import org.tongzhou.gig.FreeCover;
import org.tongzhou.gig.SomeOffers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Money;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Scope;
import org.tongzhou.organisation.Unit;
import org.tongzhou.organisation.Units;
import org.tongzhou.payment.InstructionState;
import org.tongzhou.payment.Payments;
import org.tongzhou.person.AccountChange;
import org.tongzhou.person.PayeeAccounts;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.RoomTest;

/** A rider who joined alone on the phone, hurt in another city, claims without any unit. */
@RoomTest
class RiderStoryTest {
    @Autowired
    private FreeCover freeCover;

    @Autowired
    private SomeOffers offers;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Units units;

    @Autowired
    private Members members;

    @Autowired
    private Claims claims;

    @Autowired
    private Reviews reviews;

    @Autowired
    private ClaimStore store;

    @Autowired
    private Payments payments;

    @Autowired
    private PayeeAccounts payees;

    @Test
    void theFourthReceiptEndsWithAllThatTheRiderBore() {
        Instant joinedAt = at("2025-05-31");
        SomeOffers.Opened opened = offers.open(3, Money.ofYuan(90), joinedAt);
        FreeCover.Joined joined = freeCover.join(FUND, SomeOffers.rider(opened.offer()), joinedAt);
        Actor rider =
                accounts.actor(FUND, joined.account().orElseThrow().login()).orElseThrow();
        nameCard(rider, joined, joinedAt);
        Map<FactField, String> facts = Members.golden(Members.golden("receipt-4.json"));
        facts.put(FactField.EVENT_DAY, "2025-09-14");
        facts.put(FactField.RECEIPT_NO, "9080127744");
        Instant filedAt = at("2025-10-10");
        CaseId id = members.draft(rider, joined.person(), EventKind.ACCIDENT, facts, filedAt);
        ClaimId claim = members.submit(rider, id, filedAt).claims().get(0);
        Drafts.NewPaper statement = new Drafts.NewPaper(Members.nextPaper(), PaperKind.UNIT_STATEMENT, Map.of());
        claims.supplement(rider, id, statement, filedAt);

        Unit union = units.get(FUND, joined.cover().unit());
        while (claim(claim).state() == ClaimState.REVIEW) {
            Role role = Access.roleAt(claim(claim).level());
            reviews.approve(members.reviewer(role, union), claim, claim(claim).version(), filedAt);
        }
        assertThat(claim(claim).amount()).isEqualTo(Money.parseYuan("3819.24"));
        assertThat(payments.stateOf(FUND, claim.cause())).contains(InstructionState.APPROVED);
    }

    /** Their own card, which a second person confirms. */
    private void nameCard(Actor rider, FreeCover.Joined joined, Instant at) {
        long change =
                payees.change(rider, new AccountChange(joined.person(), "6217995320004455666", null, true, null), at);
        Unit union = units.get(FUND, joined.cover().unit());
        payees.confirm(members.reviewer(Role.PROVINCE_REVIEWER, union), change, at);
    }

    private Claim claim(ClaimId id) {
        return store.findWithin(Scope.province(FUND), id).orElseThrow();
    }
}
