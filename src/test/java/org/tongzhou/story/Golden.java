package org.tongzhou.story;

import java.time.LocalDate;
import java.util.List;
import org.tongzhou.enrolment.Histories;
import org.tongzhou.kernel.ResidentId;
import org.tongzhou.person.NewPerson;
import org.tongzhou.plan.PlanCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the five invented people who own the sample receipts; the fifth joins with the Daye roster. */
record Golden(NewPerson person, String unit, String county, LocalDate from, List<Histories.Member> covers) {
    static Golden of(int number) {
        JsonNode node = JsonMapper.shared()
                .readTree(Story.resource("/golden/people.json"))
                .get("people")
                .get(number - 1);
        NewPerson person = new NewPerson(
                node.get("name").asString(),
                new ResidentId(node.get("id").asString()),
                node.get("phone").asString(),
                node.get("card").asString());
        boolean joins = node.get("continuous_since").isNull();
        LocalDate since = joins
                ? LocalDate.EPOCH
                : LocalDate.parse(node.get("continuous_since").asString());
        return new Golden(
                person,
                node.get("unit").asString(),
                node.get("county").asString(),
                joins ? LocalDate.EPOCH : LocalDate.parse(node.get("from").asString()),
                node.get("cover")
                        .valueStream()
                        .map(cover -> cover(person, cover, since))
                        .toList());
    }

    private static Histories.Member cover(NewPerson person, JsonNode cover, LocalDate since) {
        return new Histories.Member(
                person,
                new PlanCode(cover.get("plan").asString()),
                cover.get("units").asInt(),
                since);
    }
}
