"""Addresses of what is asked, and why."""

from django.urls import path

from catalogue.views import choices, languages, lists, questions, questions_arrange, questions_order, remarks

urlpatterns = [
    path("questions/", questions.questions, name="questions"),
    path("questions/new/", questions_arrange.question_new, name="question_new"),
    path("questions/nice/hide/", questions_order.nice_hide, name="nice_hide"),
    path("questions/nice/show/", questions_order.nice_show, name="nice_show"),
    path("questions/order/<slug:moment>/", questions_order.questions_order, name="questions_order"),
    path("questions/places/<int:place>/move/", questions_order.question_move, name="question_move"),
    # The keys of questions hold dots.
    path("question/<str:question>/", questions.question, name="question"),
    path("question/<str:question>/edit/", questions_arrange.question_edit, name="question_edit"),
    path("question/<str:question>/live/", questions_arrange.question_live, name="question_live"),
    path("question/<str:question>/retire/", questions_arrange.question_retire, name="question_retire"),
    path("question/<str:question>/again/", questions_arrange.question_ask_again, name="question_ask_again"),
    path("question/<str:question>/choices/", choices.question_choices, name="question_choices"),
    path("question/<str:question>/choices/order/", choices.choice_order, name="choice_order"),
    path("question/<str:question>/remarks/new/", remarks.remark_new, name="remark_new"),
    path("choices/<int:choice>/edit/", choices.choice_edit, name="choice_edit"),
    path("choices/<int:choice>/move/", choices.choice_move, name="choice_move"),
    path("choices/<int:choice>/remove/", choices.choice_remove, name="choice_remove"),
    path("choices/<int:choice>/put-back/", choices.choice_put_back, name="choice_put_back"),
    path("remarks/<uuid:remark>/answer/", remarks.remark_answer, name="remark_answer"),
    path("remarks/<uuid:remark>/remove/", remarks.remark_remove, name="remark_remove"),
    path("remarks/<uuid:remark>/put-back/", remarks.remark_put_back, name="remark_put_back"),
    path("lists/<slug:kind>/", lists.listing, name="listing"),
    path("lists/<slug:kind>/new/", lists.listing_new, name="listing_new"),
    path("lists/<slug:kind>/order/", lists.listing_order, name="listing_order"),
    path("listed/<slug:kind>/<slug:listed>/", lists.listed, name="listed"),
    path("listed/<slug:kind>/<slug:listed>/move/", lists.listed_move, name="listed_move"),
    path("listed/<slug:kind>/<slug:listed>/retire/", lists.listed_retire, name="listed_retire"),
    path("listed/<slug:kind>/<slug:listed>/put-back/", lists.listed_put_back, name="listed_put_back"),
    path("languages/", languages.languages, name="languages"),
    path("languages/<slug:code>/", languages.language, name="language"),
    path("languages/<slug:code>/on/", languages.language_on, name="language_on"),
    path("languages/<slug:code>/off/", languages.language_off, name="language_off"),
]
