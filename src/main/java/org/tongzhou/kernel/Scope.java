package org.tongzhou.kernel;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The part of the union tree that an actor may see: a fund and a path prefix such as {@code /42/} (province),
 * {@code /42/4202/} (city), {@code /42/4202/420281/} (county) or {@code /42/4202/420281/u17/} (unit 17). A county that
 * answers to the province has no city step. Every query over units, people, covers, bills or claims carries
 * {@code path >= :from and path < :upTo} in the "C" collation, so that an index serves it and no scope is forgotten.
 */
public record Scope(FundId fund, String path) {
    private static final Pattern PATH = Pattern.compile("/\\d{2}/(\\d{4}/)?(\\d{6}/)?(u\\d+/)?");

    public Scope {
        if (!PATH.matcher(path).matches() || !path.startsWith("/" + fund.code() + "/")) {
            throw new IllegalArgumentException("scope path " + path);
        }
    }

    public static Scope province(FundId fund) {
        return new Scope(fund, "/" + fund.code() + "/");
    }

    /** First path inside, inclusive. */
    public String from() {
        return path;
    }

    /** First path after, exclusive: '0' follows '/' in ASCII. */
    public String upTo() {
        return path.substring(0, path.length() - 1) + "0";
    }

    /** What a query over a territory binds: {@code :fund}, {@code :from} and {@code :upTo}. */
    public Map<String, Object> params() {
        return Map.of("fund", fund.code(), "from", from(), "upTo", upTo());
    }

    public boolean covers(String otherPath) {
        return otherPath.startsWith(path);
    }

    public boolean isWholeFund() {
        return level() == Level.PROVINCE;
    }

    public Level level() {
        String[] steps = path.substring(1, path.length() - 1).split("/", -1);
        String last = steps[steps.length - 1];
        if (last.startsWith("u")) {
            return Level.UNIT;
        }
        return switch (last.length()) {
            case 2 -> Level.PROVINCE;
            case 4 -> Level.CITY;
            default -> Level.COUNTY;
        };
    }
}
