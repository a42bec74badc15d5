package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.tongzhou.testing.TestData.FUND;
import static org.tongzhou.testing.TestData.PROVINCE;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tongzhou.kernel.PersonId;
import org.tongzhou.kernel.Role;
import org.tongzhou.kernel.Sex;
import org.tongzhou.person.NewPerson;
import org.tongzhou.person.People;
import org.tongzhou.testing.TestData;

/** A hospital is registered with who answers for its program. */
class SenderPagesTest extends ReportRoom {
    @Autowired
    People people;

    @Test
    void whoAnswersForItIsNamedAsOnRosters() throws Exception {
        NewPerson typed = TestData.newPerson(Sex.FEMALE, LocalDate.of(1985, 4, 2));
        mvc.perform(post("/hospitals")
                        .with(csrf())
                        .with(visits.of(data.actor(Role.ADMIN, PROVINCE)))
                        .param("name", "人民医院")
                        .param("kind", "HOSPITAL")
                        .param("territory", "420281")
                        .param("login", "h" + UUID.randomUUID())
                        .param("responsible", " 阿依古丽•买 买提 ")
                        .param("idNumber", typed.id().number())
                        .param("phone", typed.phone())
                        .param("request_key", UUID.randomUUID().toString()))
                .andExpect(status().isOk());
        PersonId person = people.find(FUND, typed.id()).orElseThrow();
        assertThat(people.card(FUND, person).name()).isEqualTo("阿依古丽·买买提");
    }
}
