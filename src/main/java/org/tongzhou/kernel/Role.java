package org.tongzhou.kernel;

/** What a signed-in person may do; where is the {@link Scope}. */
public enum Role {
    MEMBER,
    UNIT_OFFICER,
    COUNTY_REVIEWER,
    CITY_REVIEWER,
    PROVINCE_REVIEWER,
    FINANCE_MAKER,
    FINANCE_CHECKER,
    MANAGER,
    AUDITOR,
    PLAN_DESIGNER,
    ADMIN,
    PARTNER;

    public boolean isReviewer() {
        return this == COUNTY_REVIEWER || this == CITY_REVIEWER || this == PROVINCE_REVIEWER;
    }

    /** Whether it says yes to money, to what is paid by which rules, or to who may: it takes two administrators to give. */
    public boolean decides() {
        return switch (this) {
            case MEMBER, UNIT_OFFICER, AUDITOR, PARTNER -> false;
            case COUNTY_REVIEWER,
                    CITY_REVIEWER,
                    PROVINCE_REVIEWER,
                    FINANCE_MAKER,
                    FINANCE_CHECKER,
                    MANAGER,
                    PLAN_DESIGNER,
                    ADMIN -> true;
        };
    }
}
