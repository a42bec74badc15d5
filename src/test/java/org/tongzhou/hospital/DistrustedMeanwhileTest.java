package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.NOW;
import static org.tongzhou.testing.TestData.PROVINCE;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.tongzhou.claim.Claim;
import org.tongzhou.claim.ClaimState;
import org.tongzhou.hospital.Reporting.House;
import org.tongzhou.hospital.Reporting.Stay;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.Role;
import org.tongzhou.testing.TwoAtOnce;

/** An administrator takes a sender's trust away while what it reports is being announced: whoever comes second sees the first. */
class DistrustedMeanwhileTest extends ReportRoom {
    @Autowired
    private Senders senders;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void whileAReportIsTaken() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        assertThat(distrustedWhile(house, () -> sent(house, member.stay("1000.00"))))
                .isEqualTo(1);
        assertThat(only(member).state()).isEqualTo(ClaimState.REVIEW);
    }

    @Test
    void whileAStayIsMatchedByHand() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        sent(house, member.stay("1000.00").called("别的名字"));
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        long waiting = waiting(county, house);
        assertThat(distrustedWhile(house, () -> discharges.match(county, waiting, member.id(), NOW)))
                .isEqualTo(1);
        assertThat(only(member).state()).isEqualTo(ClaimState.REVIEW);
    }

    /** What comes second finds that it is trusted no longer. */
    @Test
    void beforeAReportIsTakenAndAStayIsMatchedByHand() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = consenting();
        sent(house, member.stay("1000.00").called("别的名字"));
        Actor county = data.actor(Role.COUNTY_REVIEWER, COUNTY);
        long waiting = waiting(county, house);
        onceDistrusted(house, () -> discharges.match(county, waiting, member.id(), NOW));
        assertThat(unclaimed(member.actor())).hasSize(1);
        House other = reporting.hospital(COUNTY, true);
        Member another = consenting();
        onceDistrusted(other, () -> sent(other, another.stay("1000.00")));
        assertThat(unclaimed(another.actor())).hasSize(1);
    }

    private long waiting(Actor county, House house) {
        return discharges.waiting(county, null).items().stream()
                .filter(one -> one.sender().name().equals(house.name()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void onceDistrusted(House house, Runnable then) throws Exception {
        long sender = senders.of(house.program()).id();
        Actor admin = data.actor(Role.ADMIN, PROVINCE);
        new TwoAtOnce(transactions, jdbc).run(() -> senders.distrust(admin, sender, NOW), () -> {
            then.run();
            return true;
        });
    }

    private int distrustedWhile(House house, Runnable announces) throws Exception {
        long sender = senders.of(house.program()).id();
        Actor admin = data.actor(Role.ADMIN, PROVINCE);
        return new TwoAtOnce(transactions, jdbc).run(announces, () -> senders.distrust(admin, sender, NOW));
    }

    private void sent(House house, Stay stay) {
        try {
            send(house, Reporting.bundle(reference(), stay)).andExpect(status().isOk());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Claim only(Member member) {
        return cases.mine(member.actor()).claims().items().get(0);
    }
}
