package org.tongzhou.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tongzhou.kernel.ResidentId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the five people whose receipts the demonstration pays; {@code from} is when their term began, {@code since} their first. */
record SamplePerson(
        String name, ResidentId id, String phone, String card, String unit, String county, Terms terms, int receipt) {
    private static final Map<String, String> COLUMNS =
            Map.of("hospital", "住院医疗", "critical", "重大疾病", "women", "女职工特病", "accident", "意外伤害");

    /** {@code units} by the plan's column in the roster; the free plan of gig workers has none. */
    record Terms(LocalDate since, LocalDate from, Map<String, Integer> units) {}

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

    private static SamplePerson read(JsonNode person) {
        Map<String, Integer> units = new TreeMap<>();
        person.get("cover")
                .valueStream()
                .filter(cover -> COLUMNS.containsKey(cover.get("plan").asString()))
                .forEach(cover -> units.put(
                        COLUMNS.get(cover.get("plan").asString()),
                        cover.get("units").asInt()));
        return new SamplePerson(
                person.get("name").asString(),
                new ResidentId(person.get("id").asString()),
                person.get("phone").asString(),
                person.get("card").asString(),
                person.get("unit").asString(),
                person.get("county").asString(),
                new Terms(
                        LocalDate.parse(person.get("continuous_since").asString()),
                        LocalDate.parse(person.get("from").asString()),
                        units),
                Integer.parseInt(person.get("receipts").get(0).asString().replace("receipt-", "")));
    }

    SampleStaff.Row row() {
        return new SampleStaff.Row(name, id, phone, card, terms.units());
    }
}
