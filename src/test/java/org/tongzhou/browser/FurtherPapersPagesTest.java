package org.tongzhou.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.access.NewAccount;
import org.tongzhou.claim.CaseId;
import org.tongzhou.claim.Claims;
import org.tongzhou.claim.Drafts;
import org.tongzhou.claim.FactField;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.enrolment.SomeCovers;
import org.tongzhou.kernel.Actor;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.organisation.Unit;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.EventKind;
import org.tongzhou.plan.PlanCode;
import org.tongzhou.testing.TestData;

/** A benefit that lacks two papers, on the phone: the first is kept, the second claims it. */
class FurtherPapersPagesTest extends SitePages {
    private static final LocalDate SINCE = LocalDate.of(2025, 3, 1);

    @Autowired
    SomeCovers held;

    @Autowired
    Drafts drafts;

    @Autowired
    Claims claims;

    @Test
    void theFirstPaperIsKeptAndTheSecondClaims() {
        Unit unit = data.unit("420923");
        NewPerson hurt = TestData.newPerson(Sex.MALE, LocalDate.of(1980, 3, 4));
        PersonId person =
                held.from(SINCE, unit, List.of(new Histories.Member(hurt, new PlanCode("accident"), 1, SINCE)));
        NewAccount account =
                new NewAccount("further.member", hurt.name(), person, unit.id(), unit.path(), Set.of(Role.MEMBER));
        CaseId id = told(data.actor(Role.MEMBER, unit.path(), person), person);
        try (Browser browser = browser()) {
            User member = signedIn(browser.phone(), opened(account));
            member.open("/my/cases/" + id.value());
            member.sees("一样一样传");
            member.look("further-two");
            give(member, "UNIT_STATEMENT", "src/main/resources/demo/receipt-2.pdf", "传这一样材料");
            member.page().waitForSelector("text=还缺伤残等级评定书");
            member.look("further-last");
            give(member, "DISABILITY_CERTIFICATE", "src/main/resources/demo/receipt-4.pdf", "传材料，申领这一笔");
            member.page().waitForURL("**/my/claims/*");
            assertThat(member.page().content()).contains("意外伤害");
        }
    }

    /** An accident of which nothing but the day is told. */
    private CaseId told(Actor member, PersonId person) {
        CaseId id = drafts.open(member, person, EventKind.ACCIDENT, TestData.NOW);
        int version = drafts.find(member, id).version();
        drafts.correct(member, id, version, Map.of(FactField.EVENT_DAY, "2026-01-19"), TestData.NOW);
        int sent = drafts.find(member, id).version();
        claims.submit(member, id, new Claims.Submission(sent, Set.of(), true), TestData.NOW);
        return id;
    }

    private static void give(User member, String kind, String file, String button) {
        member.page().locator("select[name=kind]").selectOption(kind);
        member.page().locator("input[type=file]").setInputFiles(Path.of(file));
        member.press(button);
    }
}
