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
}
