package org.tongzhou.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tongzhou.testing.Refused.refused;

import org.junit.jupiter.api.Test;

class TypedPersonTest {
    @Test
    void aNameIsWrittenAsOnRosters() {
        assertThat(TypedPerson.name(" 买买提•艾 力　")).isEqualTo("买买提·艾力");
        assertThat(TypedPerson.name("John  Smith")).isEqualTo("John Smith");
        refused("account_name", () -> TypedPerson.name(" 　"));
        refused("account_name", () -> TypedPerson.name("张".repeat(51)));
    }
}
