package org.tongzhou.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.tongzhou.kernel.Role;
import org.tongzhou.shell.Allowed;
import org.tongzhou.shell.Frame;
import org.tongzhou.shell.NavItem;

/** The interface for programs, for reading; the same document for programs is at {@code springdoc.api-docs.path}. */
@Controller
@Allowed(anyone = true)
class ApiPages {
    private final OpenApiWebMvcResource resource;
    private final ApiDocument document;
    private final String path;

    ApiPages(
            OpenApiWebMvcResource resource,
            ApiDocument document,
            @Value("${springdoc.api-docs.path:/v3/api-docs}") String path) {
        this.resource = resource;
        this.document = document;
        this.path = path;
    }

    @Bean
    static NavItem apiNav() {
        return new NavItem(Set.of(Role.ADMIN), "portal.api.nav", "/api", "link", 95);
    }

    @GetMapping("/api")
    ModelAndView api(HttpServletRequest request, Frame frame) throws Exception {
        byte[] json = resource.openapiJson(request, path, frame.words().locale());
        return new ModelAndView("portal/api", "page", document.read(json)).addObject("document", path);
    }
}
