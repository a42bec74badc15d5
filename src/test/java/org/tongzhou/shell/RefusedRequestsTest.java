package org.tongzhou.shell;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;

class RefusedRequestsTest {
    private final MockMvc mvc = new SomeShell().mvc();

    @Test
    void refusalBecomesAPageInWordsWithItsStatus() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("text/html;charset=UTF-8"))
                .andExpect(content().string(containsString("没有找到这一页")));
        mvc.perform(get("/refuse").param("kind", "NOT_ALLOWED")).andExpect(status().isForbidden());
        mvc.perform(get("/refuse").param("kind", "CONFLICT")).andExpect(status().isConflict());
        mvc.perform(get("/refuse").param("kind", "INVALID")).andExpect(status().isUnprocessableContent());
    }

    @Test
    void whoComesWhenTooMuchIsAskedIsToldWhenToComeAgain() throws Exception {
        mvc.perform(post("/busy"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "60"))
                .andExpect(content().string(containsString("请过 1 分钟再试")));
        mvc.perform(post("/api/busy"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "60"))
                .andExpect(jsonPath("$.code").value("paper_reader_busy"));
    }

    /** The answer to a commit may be what was lost: what was sent is done, or it is not. */
    @Test
    void whoeverTheDatabaseLeavesHalfWayIsNotToldThatNothingWasWritten() throws Exception {
        for (String state : List.of("08006", "57P01")) {
            mvc.perform(post("/lost").param("state", state))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "60"))
                    .andExpect(content().string(containsString("办成了没有，我们还说不准")));
            mvc.perform(post("/api/lost").param("state", state))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(jsonPath("$.code").value("database_away"));
        }
        mvc.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                        .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new SQLException("no answer", "08006")))
                .andExpect(status().isServiceUnavailable());
        mvc.perform(post("/lost").param("state", "23505")).andExpect(status().isInternalServerError());
    }

    @Test
    void aRefusedFormLeadsBackToThePageItStoodOnAndNeverToAnotherSite() throws Exception {
        String form = "http://localhost/bills?after=3&all=true";
        mvc.perform(post("/refuse").param("kind", "INVALID").header("Referer", form))
                .andExpect(content()
                        .string(containsString(
                                "<a class=\"btn pri\" data-back href=\"/bills?after=3&amp;all=true\">返回")))
                .andExpect(content().string(containsString("back=%2Fbills%3Fafter%3D3%26all%3Dtrue")));
        for (String nowhere :
                List.of("http://localhost//evil.example", "https://evil.example", "javascript:alert(1)")) {
            mvc.perform(post("/refuse").param("kind", "INVALID").header("Referer", nowhere))
                    .andExpect(content().string(not(containsString("evil"))))
                    .andExpect(content().string(not(containsString("javascript"))));
        }
        mvc.perform(get("/refuse").param("kind", "NOT_FOUND").header("Referer", form))
                .andExpect(content().string(not(containsString("/bills?after"))));
    }

    @Test
    void refusalUnderTheInterfaceIsAProblemDocument() throws Exception {
        mvc.perform(get("/api/refuse"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(jsonPath("$.code").value("not_found"))
                .andExpect(jsonPath("$.detail").value(containsString("没有找到")))
                .andExpect(jsonPath("$.request").isNotEmpty());
    }

    @Test
    void aFaultOfOursTellsNothingButItsNumber() throws Exception {
        mvc.perform(get("/fail"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().string(containsString("事件号")))
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void missingParameterKeepsItsStatus() throws Exception {
        mvc.perform(get("/refuse")).andExpect(status().isBadRequest());
    }

    @Test
    void aFieldThatCannotBeReadIsNamedAndWhatBelongsThereIsSaid() throws Exception {
        mvc.perform(get("/refuse").param("kind", "NONE"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("“种类”写的“NONE”不在可选的几项里")));
        mvc.perform(get("/refuse")).andExpect(content().string(containsString("“种类”还没有填或没有选")));
        mvc.perform(multipart("/handed"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("“文件”还没有填或没有选")));
        mvc.perform(get("/typed").param("day", "2026-02-31").cookie(new Cookie("language", "en")))
                .andExpect(content().string(containsString("“2026-02-31” in “Day” is not a day of the calendar")));
        mvc.perform(get("/typed").param("people", "六")).andExpect(content().string(containsString("“人数”写的“六”不是整数")));
        mvc.perform(get("/typed").param("few", "x".repeat(50)))
                .andExpect(content().string(containsString("“few”写的“" + "x".repeat(20) + "”不是整数")));
    }

    @Test
    void anAddressWithANumberThatIsNoneSaysNothingOfFields() throws Exception {
        mvc.perform(get("/paths/abc"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("这次请求缺了东西或写法不对")));
    }

    @Test
    void aFormOfTheSessionBeforeIsNotCalledAMissingPermission() throws Exception {
        mvc.perform(get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403)
                        .requestAttr(RequestDispatcher.ERROR_METHOD, "POST")
                        .header("Referer", "https://site.example/my/claims/7"))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("上次登录时打开的")))
                .andExpect(content().string(containsString("href=\"/my/claims/7\"")));
        mvc.perform(get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403))
                .andExpect(content().string(containsString("没有这项权限")));
    }
}
