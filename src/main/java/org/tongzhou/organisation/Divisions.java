package org.tongzhou.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;
import org.tongzhou.kernel.FundId;
import org.tongzhou.kernel.Level;
import org.tongzhou.kernel.Refusal;

/** The divisions of the country, GB/T 2260; about 3,400, held in memory, former ones with their successors. */
@Component
@DependsOnDatabaseInitialization
public class Divisions {
    private final Map<String, Division> byCode = new LinkedHashMap<>();

    Divisions(DivisionStore store) {
        store.merge(DivisionFiles.read());
        store.all().forEach(division -> byCode.put(division.code(), division));
    }

    /** The fund of a province, by the two digits of its code; refuses {@code fund_unknown}: it could not have a single unit. */
    public static FundId fundOf(String province) {
        return DivisionFiles.provinces().stream()
                .filter(division -> division.code().equals(province))
                .map(division -> new FundId(Integer.parseInt(division.code())))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("fund_unknown", province));
    }

    public List<Division> provinces() {
        return byCode.values().stream()
                .filter(d -> d.level() == Level.PROVINCE && d.isCurrent())
                .toList();
    }

    /** Current cities of a province, by code. */
    public List<Division> cities(String province) {
        return children(province, Level.CITY);
    }

    /** Current counties right below a city, or below a province without a city between, by code. */
    public List<Division> counties(String cityOrProvince) {
        return children(cityOrProvince, Level.COUNTY);
    }

    /** Any division, former ones too. */
    public Optional<Division> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The name of a code, or the code itself when it is unknown: an old address is never an error. */
    public String nameOf(String code) {
        return find(code).map(Division::name).orElse(code);
    }

    /** The path of a province (2 digits, the fund's own), one of its cities (4) or a county (6); empty for anything else. */
    public Optional<String> territory(FundId fund, String code) {
        String province = Integer.toString(fund.code());
        if (code.equals(province)) {
            return Optional.of("/" + province + "/");
        }
        if (code.matches("\\d{4}")
                && cities(province).stream().anyMatch(city -> city.code().equals(code))) {
            return Optional.of("/" + province + "/" + code + "/");
        }
        return code.matches("\\d{6}") ? Optional.of(pathOf(fund, code)) : Optional.empty();
    }

    /** The path of a county in a fund's union tree, such as {@code /42/4202/420281/}; refuses {@code county_unknown}. */
    public String pathOf(FundId fund, String county) {
        return find(county)
                .filter(d -> d.level() == Level.COUNTY && d.isCurrent())
                .flatMap(d -> everPathOf(fund, d.code()))
                .orElseThrow(() -> Refusal.invalid("county_unknown", county));
    }

    /** The path of one of a fund's cities or counties, former ones too; empty for anything else. */
    public Optional<String> everPathOf(FundId fund, String code) {
        return find(code)
                .filter(d -> d.level() != Level.PROVINCE)
                .filter(d -> d.code().startsWith(Integer.toString(fund.code())))
                .map(d -> pathBelow(fund, d));
    }

    private static String pathBelow(FundId fund, Division division) {
        String parent = division.parentCode().orElseThrow();
        String city = parent.length() == 4 ? parent + "/" : "";
        return "/" + fund.code() + "/" + city + division.code() + "/";
    }

    private List<Division> children(String parent, Level level) {
        return byCode.values().stream()
                .filter(d -> d.level() == level && d.isCurrent())
                .filter(d -> d.parentCode().filter(parent::equals).isPresent())
                .toList();
    }
}
