package org.tongzhou.demo;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the five people whose receipts the demonstration pays; {@code from} is when the term began that they hold. */
record SamplePerson(NewPerson person, String unit, String county, LocalDate from, List<Histories.Member> covers) {

    /** Those who were covered before the demonstration begins; the fifth joins with the Daye roster. */
    static List<SamplePerson> coveredBefore() {
        JsonNode people = JsonMapper.shared()
                .readTree(SamplePapers.resource("people.json"))
                .get("people");
        return people.valueStream()
                .filter(person -> !person.get("continuous_since").isNull())
                .map(SamplePerson::read)
                .toList();
    }

    private static SamplePerson read(JsonNode node) {
        NewPerson person = new NewPerson(
                node.get("name").asString(),
                new ResidentId(node.get("id").asString()),
                node.get("phone").asString(),
                node.get("card").asString());
        LocalDate since = LocalDate.parse(node.get("continuous_since").asString());
        List<Histories.Member> covers = node.get("cover")
                .valueStream()
                .map(cover -> new Histories.Member(
                        person,
                        new PlanCode(cover.get("plan").asString()),
                        cover.get("units").asInt(),
                        since))
                .toList();
        return new SamplePerson(
                person,
                node.get("unit").asString(),
                node.get("county").asString(),
                LocalDate.parse(node.get("from").asString()),
                covers);
    }

    boolean isGigWorker() {
        return covers.stream().anyMatch(cover -> cover.plan().value().equals("gig-accident"));
    }
}
