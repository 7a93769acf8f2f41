"""The desk: an archive as a web application on the own machine.

`app.create_app` makes the application, `server.serve` runs it. Reports are hostile input: every
text is escaped by the templates, no script or style stands in a page, and no request leaves the
machine. All pages for reading work without JavaScript; scripts draw pictures of what the page
holds already.
"""
