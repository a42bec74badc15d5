package org.tongzhou.enrolment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of a list of work units, each by the headings seen in use. */
enum UnitColumn {
    CODE("统一社会信用代码", "信用代码", "单位代码", "unit code"),
    NAME("单位名称", "名称", "单位全称", "unit name"),
    KIND("单位类型", "类型", "单位性质", "kind"),
    COUNTY("区县代码", "县区代码", "行政区划代码", "区划代码", "county code"),
    STAFF("职工人数", "职工数", "在职职工人数", "在职人数", "staff"),
    OFFICER("专干姓名", "officer"),
    OFFICER_ID("专干证件号码", "专干证件号", "专干身份证号", "officer id"),
    OFFICER_PHONE("专干手机号", "专干手机", "专干电话", "officer phone");

    private final List<String> headings;

    UnitColumn(String... headings) {
        this.headings = List.of(headings);
    }

    /** Whether a list without it is none. */
    boolean isRequired() {
        return compareTo(OFFICER) < 0;
    }

    /** The heading that templates give the column. */
    String heading() {
        return headings.get(0);
    }

    static Optional<UnitColumn> named(String heading) {
        return Arrays.stream(values())
                .filter(column ->
                        column.headings.stream().map(RosterHeader::normal).anyMatch(heading::equals))
                .findFirst();
    }

    /** Where it stands, or -1. */
    int in(RosterHeader header) {
        return headings.stream()
                .mapToInt(header::column)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
    }
}
