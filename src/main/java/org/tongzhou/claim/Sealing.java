package org.tongzhou.claim;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.SealedColumn;
import org.tongzhou.kernel.SealedColumns;
import org.tongzhou.kernel.Vault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Seals what tells of an illness: facts of a case, decisions with their classes, words of a refusal. */
@Component
class Sealing implements SealedColumns {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Vault vault;

    Sealing(Vault vault) {
        this.vault = vault;
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(
                column("event_case", "facts", "claim.event_case", "id"),
                column("claim", "decision", "claim.claim", "id"),
                column("claim", "finding", "claim.finding", "id"),
                column("step", "words", "claim.step", "claim", "version"),
                column("sign", "words", "claim.sign", "id"),
                column("quality_check", "words", "claim.quality_check", "round", "claim"),
                column("proposal", "decision", "claim.proposal", "case_id", "plan"));
    }

    private static SealedColumn column(String table, String column, String place, String... key) {
        String row = String.join(" || ':' || t.", key);
        return new SealedColumn("claim." + table, column, "'" + place + ":' || t.fund || ':' || t." + row);
    }

    byte[] facts(FundId fund, CaseId eventCase, FactSheet facts) {
        ObjectNode root = JSON.createObjectNode();
        facts.entries().forEach((field, entry) -> {
            ObjectNode node = root.putObject(field.code());
            node.put("value", entry.value());
            putIfSo(node, entry);
        });
        return vault.seal(casePlace(fund, eventCase), JSON.writeValueAsBytes(root));
    }

    /** What is not so is left out, for it is most. */
    private static void putIfSo(ObjectNode node, KnownFact entry) {
        if (entry.read() != null) {
            node.put("read", entry.read());
        }
        if (entry.doubtful()) {
            node.put("doubtful", true);
        }
        if (entry.confirmed()) {
            node.put("confirmed", true);
        }
    }

    FactSheet facts(FundId fund, CaseId eventCase, byte[] sealed) {
        JsonNode root = JSON.readTree(vault.open(casePlace(fund, eventCase), sealed));
        Map<FactField, KnownFact> entries = new EnumMap<>(FactField.class);
        root.properties()
                .forEach(property -> FactField.of(property.getKey())
                        .ifPresent(field -> entries.put(field, entry(property.getValue()))));
        return new FactSheet(entries);
    }

    private static KnownFact entry(JsonNode node) {
        JsonNode read = node.path("read");
        return new KnownFact(
                node.path("value").asString(""),
                read.isString() ? read.asString() : null,
                node.path("doubtful").asBoolean(false),
                node.path("confirmed").asBoolean(false));
    }

    byte[] text(String place, String plain) {
        return vault.seal(place, plain.getBytes(StandardCharsets.UTF_8));
    }

    String text(String place, byte[] sealed) {
        return new String(vault.open(place, sealed), StandardCharsets.UTF_8);
    }

    /** Whether the random second check takes a claim: by a keyed hash, so that nobody can foresee it and a second look agrees. */
    boolean draws(FundId fund, ClaimId claim) {
        return Route.draws(vault.index("claim.second_check", fund.code() + ":" + claim.value()));
    }

    private static String casePlace(FundId fund, CaseId eventCase) {
        return "claim.event_case:" + fund.code() + ":" + eventCase.value();
    }

    static String claimPlace(FundId fund, ClaimId claim) {
        return "claim.claim:" + fund.code() + ":" + claim.value();
    }

    static String findingPlace(FundId fund, ClaimId claim) {
        return "claim.finding:" + fund.code() + ":" + claim.value();
    }

    static String stepPlace(FundId fund, ClaimId claim, int version) {
        return "claim.step:" + fund.code() + ":" + claim.value() + ":" + version;
    }

    static String signPlace(FundId fund, long sign) {
        return "claim.sign:" + fund.code() + ":" + sign;
    }

    /** A keyed index, so that equal values are found without being kept. */
    byte[] index(String kind, String value) {
        return vault.index("claim." + kind, value);
    }

    /** The order in which a round of second looks draws claims. */
    String draw(FundId fund, long round, ClaimId claim) {
        String what = fund.code() + ":" + round + ":" + claim.value();
        return HexFormat.of().formatHex(vault.index("claim.quality", what));
    }

    static String checkPlace(FundId fund, long round, ClaimId claim) {
        return "claim.quality_check:" + fund.code() + ":" + round + ":" + claim.value();
    }

    static String proposalPlace(FundId fund, CaseId eventCase, String plan) {
        return "claim.proposal:" + fund.code() + ":" + eventCase.value() + ":" + plan;
    }
}
