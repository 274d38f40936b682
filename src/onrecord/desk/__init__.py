"""The desk: pages on which the record is read and reviewed, by a browser or as JSON.

`app.build` makes the application; `routes` lists every address; a page is a function from what is
asked (`asked.Asked`) to what is shown (`shown.Shown`) that knows nothing of HTTP, so that `site`
writes the same pages as files. Nothing here asks the database: `queries` does.
"""
