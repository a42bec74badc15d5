package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.tongzhou.testing.Refused.refused;
import static org.tongzhou.testing.TestData.FUND;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.FundClock;
import org.tongzhou.kernel.Mask;
import org.tongzhou.kernel.Role;
import org.tongzhou.person.Doubt;
import org.tongzhou.person.Heir;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;

/** Who may name an heir, with what, and who says yes to it; each guard by itself. */
class HeirNamingTest extends HeirRoom {
    @Test
    void theNamingWantsThePasswordOnceMore() throws Exception {
        ClaimId id = filed();
        refused("reauthenticate", () -> filing.name(officer, id, widow(), false, NOW));
        Heir heir = widow();
        String page = mvc.perform(post("/claims/" + id.value() + "/heir")
                        .with(visits.of(officer))
                        .with(csrf())
                        .param("request_key", UUID.randomUUID().toString())
                        .param("name", heir.name())
                        .param("identity", heir.idNumber())
                        .param("relation", heir.relation().name())
                        .param("died", DIED.toString())
                        .param("card", heir.card())
                        .param("password", "not the officer's"))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page).contains("id=\"password-error\"", heir.name()).doesNotContain("not the officer's");
        assertThat(heirs.of(FUND, member.person())).isEmpty();
    }

    @Test
    void neitherTheMembersSignInNorPeopleElsewhereNameAnHeir() {
        ClaimId id = filed();
        refused("not_allowed", () -> filing.name(member.actor(), id, widow(), true, NOW));
        Actor asOfficer = data.actor(Role.UNIT_OFFICER, member.unit().path(), member.person());
        refused("not_allowed", () -> filing.name(asOfficer, id, widow(), true, NOW));
        refused("not_found", () -> filing.look(data.officer(hospitalMember().unit()), id));
        refused("not_found", () -> filing.look(county(members.member("420325", Map.of("hospital", 1))), id));
    }

    @Test
    void theDayOfDeathIsTheOneThatTheCaseTells() {
        ClaimId id = filed();
        refused("claim_heir_died", () -> named(id, diedOn(DIED.minusDays(1))));
    }

    @Test
    void nobodyDiesTomorrow() {
        ClaimId id = hospital(member, "1000.00");
        HeirFiling.PROOF.forEach(kind -> filing.prove(officer, id, paper(kind), NOW));
        refused("heir_died", () -> named(id, diedOn(FundClock.dayOf(NOW).plusDays(1))));
    }

    @Test
    void theCardHasItsForm() {
        ClaimId id = filed();
        Heir heir = widow();
        assertAll(Stream.of("6228 48", "62284800001", "62284800000000000001", "622848000000000001a")
                .map(card -> () -> refused(
                        "card_form",
                        () -> named(
                                id,
                                new Heir(heir.name(), heir.idNumber(), heir.relation(), DIED, card, heir.bank())))));
    }

    @Test
    void theBankHasItsForm() {
        ClaimId id = filed();
        Heir heir = widow();
        assertAll(Stream.of("行".repeat(61), "建设\n银行")
                .map(bank -> () -> refused(
                        "bank_name",
                        () -> named(
                                id,
                                new Heir(heir.name(), heir.idNumber(), heir.relation(), DIED, heir.card(), bank)))));
    }

    @Test
    void theNumberHasItsForm() {
        refused("heir_id", () -> named(filed(), withNumber("420281198205060000")));
    }

    @Test
    void theNameHasItsForm() {
        ClaimId id = filed();
        Heir heir = widow();
        assertAll(Stream.of("  ", "样\n例", "例".repeat(51))
                .map(name -> () -> refused(
                        "heir_name",
                        () -> named(
                                id,
                                new Heir(name, heir.idNumber(), heir.relation(), DIED, heir.card(), heir.bank())))));
    }

    @Test
    void theMemberIsNotTheirOwnHeir() {
        refused("heir_self", () -> named(filed(), withNumber(numberOf(member.actor()))));
    }

    @Test
    void whoAsksIsNotTheHeir() {
        refused("heir_self", () -> named(filed(), withNumber(numberOf(officer))));
    }

    @Test
    void aSecondIsNotNamedWhileOneWaits() {
        ClaimId id = filed();
        named(id, widow());
        refused("account_change_open", () -> named(id, widow()));
        filing.withdraw(officer, id, NOW);
        assertThat(heirs.of(FUND, member.person())).isEmpty();
        named(id, widow());
    }

    @Test
    void whoWasWarnedOfAnHeirHearsThatTheNamingWasTakenBack() throws Exception {
        ClaimId id = filed();
        named(id, widow());
        assertThat(last("template", member.actor())).isEqualTo("notice.heir.changed");
        filing.withdraw(officer, id, NOW);
        assertThat(last("template", member.actor())).isEqualTo("notice.heir.withdrawn");
        assertThat(page("/my/messages", member.actor())).contains("改付继承人的申请已撤回，登记的收款卡不变");
    }

    @Test
    void whoWasWarnedOfAnHeirHearsThatTheirOwnCardIsInTheHeirsPlace() throws Exception {
        accounts.confirm(province(member), named(filed(), widow()), NOW);
        accounts.confirm(province(member), accounts.change(county(member), ownCardAtTheDesk(), NOW), NOW);
        assertThat(last("template", member.actor())).isEqualTo("notice.heir.ended");
        assertThat(page("/my/messages", member.actor())).contains("互助金不再付给继承人，改回付您尾号 3345 的收款卡");
    }

    private String last(String column, Actor reader) {
        return jdbc.sql("select " + column + " from notice.message where person = ? order by id desc limit 1")
                .param(Objects.requireNonNull(reader.person()).value())
                .query(String.class)
                .single();
    }

    @Test
    void whoAskedDoesNotConfirm() {
        long change = named(filed(), widow());
        Actor officerElsewhere = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE, officer.person());
        refused("second_person", () -> accounts.confirm(officerElsewhere, change, NOW));
    }

    @Test
    void theHeirDoesNotConfirm() {
        Actor relative = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        long change = named(filed(), withNumber(numberOf(relative)));
        refused("second_person", () -> accounts.confirm(relative, change, NOW));
        assertThatThrownBy(() -> confirmedInTheDatabaseBy(change, relative))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    /** Nor in the second place, where an account of the member's own takes the place of theirs. */
    @Test
    void theHeirHasNoSayInTheMembersOwnCard() {
        Actor relative = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        accounts.confirm(province(member), named(filed(), withNumber(numberOf(relative))), NOW);
        refused("account_own_heir", () -> accounts.change(relative, ownCardAtTheDesk(), NOW));
        long own = accounts.change(county(member), ownCardAtTheDesk(), NOW);
        refused("account_own_heir", () -> accounts.withdraw(relative, own, NOW));
        refused("second_person", () -> accounts.confirm(relative, own, NOW));
        refused("second_person", () -> accounts.refuse(relative, own, Doubt.DENIED, NOW));
    }

    @Test
    void theHeirIsOfferedNoSayInTheMembersOwnCard() throws Exception {
        Actor relative = data.actor(Role.PROVINCE_REVIEWER, TestData.PROVINCE);
        long naming = named(filed(), withNumber(numberOf(relative)));
        assertThat(page(changesFrom(naming), relative)).contains("请另一位确认").doesNotContain(decided(naming));
        accounts.confirm(province(member), naming, NOW);
        String desk = "/people/" + member.person().value() + "/account";
        String why = "不能办本人的收款卡。请换一位同事办理";
        assertThat(page(desk, relative)).contains(why).doesNotContain("id=\"password\"");
        assertThat(page(desk, county(member))).contains("id=\"password\"").doesNotContain(why);
        long own = accounts.change(county(member), ownCardAtTheDesk(), NOW);
        assertThat(page(desk, relative)).contains(why).doesNotContain(desk + "/withdraw");
        assertThat(page(changesFrom(own), relative)).contains("请另一位确认").doesNotContain(decided(own));
        assertThat(page(changesFrom(own), province(member))).contains(decided(own));
    }

    private static String changesFrom(long change) {
        return "/account-changes?after=" + (change - 1);
    }

    private static String decided(long change) {
        return "/account-changes/" + change + "/confirm";
    }

    @Test
    void financeDoesNotConfirm() throws Exception {
        long change = named(filed(), widow());
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refused("not_allowed", () -> accounts.confirm(finance, change, NOW));
        assertThat(page("/account-changes?after=" + (change - 1), finance))
                .contains("要看身故和亲属证明，由审核人员确认")
                .doesNotContain("/account-changes/" + change + "/confirm");
    }

    @Test
    void aReviewerWhoIsNotConvincedRefusesTheHeirAndFinanceDoesNot() {
        ClaimId id = filed();
        long change = named(id, widow());
        Actor finance = data.actor(Role.FINANCE_CHECKER, TestData.PROVINCE);
        refused("not_allowed", () -> accounts.refuse(finance, change, Doubt.NOT_PROVED, NOW));
        accounts.refuse(province(member), change, Doubt.NOT_PROVED, NOW);
        assertThat(heirs.of(FUND, member.person())).isEmpty();
        named(id, widow());
    }

    @Test
    void whoNamedAnHeirReadsWhyTheHeirWasRefusedAndGivesBetterProof() throws Exception {
        ClaimId id = filed();
        Heir widow = widow();
        accounts.refuse(province(member), named(id, widow), Doubt.NOT_PROVED, NOW);
        String address = "/claims/" + id.value() + "/heir";
        assertThat(page("/my/messages", officer)).contains("登记的继承人没有通过复核", "证明材料不够");
        assertThat(last("link", officer)).isEqualTo(address);
        assertThat(page("/my/messages", member.actor())).contains("改付继承人的申请没有通过复核", "证明材料不够");
        assertThat(page(address, officer))
                .contains("没有通过复核", Mask.name(widow.name()), "证明材料不够", "id=\"proof-HEIRS_STATEMENT\"")
                .doesNotContain(widow.name(), widow.card());
        filing.prove(officer, id, paper(PaperKind.HEIRS_STATEMENT), NOW);
        named(id, widow);
        assertThat(page(address, officer)).doesNotContain("没有通过复核");
    }

    @Test
    void theDatabaseKnowsNoSuchHeir() {
        long change = named(filed(), withNumber(numberOf(county(member))));
        accounts.confirm(province(member), change, NOW);
        assertAll(Stream.of(
                        "asked_by = person",
                        "heir = person",
                        "heir = asked_by",
                        "heir = confirmed_by",
                        "proof = null",
                        "doubt = 'DENIED'")
                .map(wrong -> () -> assertThatThrownBy(
                                () -> jdbc.sql("update person.account_change set " + wrong + " where id = ?")
                                        .param(change)
                                        .update())
                        .isInstanceOf(DataIntegrityViolationException.class)));
    }

    private void confirmedInTheDatabaseBy(long change, Actor second) {
        jdbc.sql("update person.account_change set state = 'CONFIRMED', confirmed_by = ?, confirmed_at = asked_at"
                        + " where id = ?")
                .params(Objects.requireNonNull(second.person()).value(), change)
                .update();
    }

    @Test
    void withoutItsProofNoHeirIsNamedAndEitherPaperMayComeLater() {
        ClaimId id = hospital(member, "1000.00");
        refused("claim_heir_proof", () -> named(id, widow()));
        filing.prove(officer, id, paper(PaperKind.DEATH_CERTIFICATE), NOW);
        refused("claim_heir_proof", () -> named(id, widow()));
        refused("claim_heir_paper", () -> filing.prove(officer, id, paper(PaperKind.TEST_REPORT), NOW));
        filing.prove(officer, id, paper(PaperKind.HEIRS_STATEMENT), NOW);
        named(id, widow());
    }

    private String numberOf(Actor actor) {
        return people.identity(FUND, Objects.requireNonNull(actor.person())).number();
    }

    private static Heir withNumber(String number) {
        Heir heir = widow();
        return new Heir(heir.name(), number, heir.relation(), heir.died(), heir.card(), heir.bank());
    }

    private static Heir diedOn(LocalDate day) {
        Heir heir = widow();
        return new Heir(heir.name(), heir.idNumber(), heir.relation(), day, heir.card(), heir.bank());
    }
}
