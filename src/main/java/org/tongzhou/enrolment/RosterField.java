package org.tongzhou.enrolment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns that a roster knows besides the plans', each by the headings seen in use. */
public enum RosterField {
    NAME("姓名", "职工姓名", "会员姓名", "name"),
    ID_TYPE("证件类型", "证件种类", "id type"),
    ID_NUMBER("证件号码", "证件号", "身份证号", "身份证号码", "身份证", "公民身份号码", "id number"),
    SEX("性别", "sex"),
    PHONE("手机号", "手机号码", "手机", "联系电话", "联系方式", "电话", "移动电话", "phone"),
    EMPLOYMENT("用工类型", "用工形式", "用工性质"),
    CARD("收款银行卡号", "银行卡号", "收款账号", "银行账号", "卡号"),
    PLATFORM("平台", "平台企业"),
    OCCUPATION("职业", "工种"),
    OCCUPATION_CLASS("职业类别", "职业等级", "职业风险等级", "工种类别", "occupation class"),
    EMPLOYEE_MEDICAL("职工医保", "是否参加职工医保", "参加职工医保", "职工基本医疗保险", "employee medical insurance"),
    INCOME("月收入", "月工资收入", "缴费收入", "monthly income"),
    UNIT_CODE("统一社会信用代码", "单位代码", "单位编码", "unit code"),
    NUMBER_IN_LIST("序号", "编号", "no");

    private final List<String> headings;

    RosterField(String... headings) {
        this.headings = List.of(headings);
    }

    /** The heading that templates give the column. */
    String heading() {
        return headings.get(0);
    }

    /** The field that a normalised heading names. */
    static Optional<RosterField> named(String heading) {
        return Arrays.stream(values()).filter(f -> f.headings.contains(heading)).findFirst();
    }
}
